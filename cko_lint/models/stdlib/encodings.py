"""What is written in one way and means another: base64, hexadecimal digits, percent-encoding."""

from __future__ import annotations

from collections.abc import Callable

from cko_lint import values as v
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.terms import symbol
from cko_lint.models.model import Model, first

_LONGEST = 4_096


def decoding(kind: str, decode: Callable[[str], str]) -> Model:
    """Returns the model of a function that decodes a text; what cannot be decoded, or is not known, is a symbol."""

    def model(engine: Engine, made: Call) -> v.Value:
        found = []
        for alternative in first(made):
            text = v.text_of(alternative.content)
            decoded = None
            if text is not None and len(text) <= _LONGEST:
                try:
                    decoded = decode(text)
                except ValueError:
                    decoded = None
            content = decoded if decoded is not None else symbol(kind, v.as_symbol(alternative.content))
            found.append(v.Alternative(content, alternative.condition, alternative.origin))
        value = tuple(found)
        engine.models.composed(engine, made.node, made.frame, made.arguments.positional, value)
        return value

    return model


def _from_base64(text: str) -> str:
    import base64

    return base64.b64decode(text, altchars=b"-_" if "-" in text or "_" in text else None).decode("latin-1")


def _from_hex(text: str) -> str:
    return bytes.fromhex(text).decode("latin-1")


def _unquoted(text: str) -> str:
    from urllib.parse import unquote

    return unquote(text)


CALLS: dict[str, Model] = {
    "base64.b64decode": decoding("decoded", _from_base64),
    "base64.standard_b64decode": decoding("decoded", _from_base64),
    "base64.urlsafe_b64decode": decoding("decoded", _from_base64),
    "base64.decodebytes": decoding("decoded", _from_base64),
    "binascii.a2b_base64": decoding("decoded", _from_base64),
    "binascii.unhexlify": decoding("decoded", _from_hex),
    "binascii.a2b_hex": decoding("decoded", _from_hex),
    "bytes.fromhex": decoding("decoded", _from_hex),
    "urllib.parse.unquote": decoding("unquoted", _unquoted),
    "urllib.parse.unquote_plus": decoding("unquoted", _unquoted),
}
