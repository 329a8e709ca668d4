"""Keys that are put together from pieces: found where the pieces meet, if no single piece is the key already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.checkout.keys import Key, find_encoded, find_keys
from cko_lint.evidence.places import place_of
from cko_lint.facts import KeyLiteral
from cko_lint.interpreter.frames import Frame
from cko_lint.project.modules import Module
from cko_lint.syntax import tree


class Composed:
    """The composed keys of a run, one for each expression and key."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, str], KeyLiteral] = {}
        self._keys: set[str] = set()

    def see(self, node: Any, frame: Frame, operands: list[v.Value], value: v.Value) -> None:
        """Looks at a text that an expression has put together."""
        if node is None:
            return
        for alternative in value:
            text = v.text_of(alternative.content)
            if text is None or "k_" not in text:
                continue
            for _, key in find_keys(text):
                if not any(key.text in known for known in _texts(operands)) and key.text not in self._keys:
                    self._note(node, frame, key)

    def _note(self, node: Any, frame: Frame, key: Key) -> None:
        self._keys.add(key.text)
        self.found[(id(node), key.text)] = KeyLiteral(place_of(frame.module, node), key, "pieces")

    def see_constants(self, module: Module) -> None:
        """Looks at adjacent literals and at escapes, which are one constant to Python and no key in the source text."""
        lines = [line for line, constant in module.parsed.constants if any(True for _ in _keys_in(constant))]
        if not lines:
            return
        for node in tree.walk(module.parsed.body, lambda body: any(map(body.holds, lines))):
            if not isinstance(node, tree.Constant) or not isinstance(node.value, (str, bytes)):
                continue
            for key, form in _keys_in(node.value):
                is_new = form == "encoded" or key.text not in module.parsed.text
                if is_new and key.text not in self._keys:
                    self._keys.add(key.text)
                    self.found[(id(node), key.text)] = KeyLiteral(place_of(module, node), key, form)


def _keys_in(constant: str | bytes) -> Iterator[tuple[Key, str]]:
    """Yields the keys in a constant, each with how it is written there if that is no key in the source text."""
    text = constant if isinstance(constant, str) else constant.decode("latin-1")
    for _, _, key in find_encoded(text):
        yield key, "encoded"
    if "k_" in text:
        for _, key in find_keys(text):
            yield key, "pieces"


def _texts(operands: list[v.Value]) -> list[str]:
    found = []
    for operand in operands:
        for alternative in operand:
            text = v.text_of(alternative.content)
            if text is not None:
                found.append(text)
    return found
