"""What must hold for any bytes that a parser of ours is given. Each function raises for what is wrong.

`python tests/fuzzing/parsers.py NAME -max_total_time=600` gives a parser what atheris makes up, where that is installed.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from cko_lint.checkout import hosts, keys, redaction, slips  # noqa: E402
from cko_lint.config import settings, settings_file  # noqa: E402
from cko_lint.configuration_files import reader  # noqa: E402
from cko_lint.errors import UsageError  # noqa: E402
from cko_lint.facts import Facts  # noqa: E402
from cko_lint.project import data_files, outlining  # noqa: E402
from cko_lint.report import suppression_comments  # noqa: E402
from cko_lint.sources import encodings, notebooks, prefilter  # noqa: E402
from cko_lint.sources.lines import split_lines  # noqa: E402
from cko_lint.sources.scan import Source  # noqa: E402

_FOLDER = Path(tempfile.mkdtemp())


def prefiltering(data: bytes) -> None:
    """What is narrower passes only what the prefilter passes, and a key is never missed."""
    concerns = prefilter.concerns_checkout(data)
    assert concerns or not prefilter.names_checkout(data)
    assert concerns or not prefilter.is_anchor(data)
    text = data.decode("utf-8", "replace")
    assert concerns or not any(True for _ in keys.find_keys(text))
    assert prefilter.concerns_checkout(b"x = 1\n" + data + b"\ny = 2\n") >= concerns


def key_grammar(data: bytes) -> None:
    """A key is where it is said to be, and is not there any more in a text that is printed."""
    text = data.decode("utf-8", "surrogateescape")
    found = list(keys.find_keys(text))
    for at, key in found:
        assert text[at : at + len(key.text)] == key.text
        assert keys.parse_key(key.text) == key
        assert key.text not in keys.shorten(key.text)
    for at, length, _ in keys.find_encoded(text):
        assert 0 <= at < at + length <= len(text)
    shown = redaction.redact(text)
    assert not any(key.text in shown for _, key in found)
    assert not any(True for _ in keys.find_keys(shown))
    previous = 0
    for cut in redaction.cuts(text, "words"):
        assert previous <= cut.start < cut.end <= len(text)
        previous = cut.end
    for judge in (
        keys.is_placeholder,
        keys.is_stub,
        keys.is_made_up_secret,
        keys.foreign_prefix,
        keys.kind_of_prefix,
        slips.slips,
    ):
        judge(text)
    hosts.find_host(text)
    hosts.mentions_host(text)
    hosts.find_host_with_hole(text)


def suppressions(data: bytes) -> None:
    """A comment is where it is said to be."""
    text = encodings.decode(data)
    lines = split_lines(text)
    for found in suppression_comments.find(text):
        assert 1 <= found.line <= len(lines)
        assert lines[found.line - 1].startswith(found.text, found.column - 1) or found.text in lines[found.line - 1]
        for named in () if found.pragma else found.named:
            written = lines[found.line - 1][named.column - 1 :]
            assert written.casefold().startswith(named.called.casefold())


def settings_in_toml(data: bytes) -> None:
    """What is wrong is said in a sentence."""
    for name in data_files.SETTINGS_FILES:
        path = _FOLDER / name
        path.write_bytes(data)
        settings_file.own_file(str(_FOLDER))
        try:
            settings.from_file(str(path))
        except UsageError:
            continue
    try:
        settings.from_text(data.decode("utf-8", "surrogateescape"))
    except UsageError:
        return


def configuration(data: bytes) -> None:
    """A key is where it is said to be, in a file of any kind."""
    for name in (".env", "a.yml", "a.toml", "a.json", "a.ini", "a.sh"):
        facts = Facts()
        reader.read(Source(name, f"/{name}", data), facts, None)
        for literal in facts.keys:
            where = literal.place.spot().location
            assert 1 <= where.start.line <= where.end.line
            assert where.start.column < where.end.column
        data_files.telling_names(name, data)


def notebook(data: bytes) -> None:
    """A notebook that is none is a text."""
    found = notebooks.read(data)
    if found is not None:
        assert isinstance(found.text, str)


def outlines(data: bytes) -> None:
    """What Python cannot parse has no outline."""
    outlining.outline(data)


PARSERS: dict[str, Callable[[bytes], None]] = {
    function.__name__: function
    for function in (prefiltering, key_grammar, suppressions, settings_in_toml, configuration, notebook, outlines)
}
_chance = random.Random(5)
_KEY = "sk_sbox_" + "".join(_chance.choices("abcdefghijklmnopqrstuvwxyz234567", k=27))
SEEDS: dict[str, tuple[str, ...]] = {
    "prefiltering": (f"KEY = '{_KEY}'", "https://api.sandbox.checkout.com/x", "from checkout_sdk import x", "CKO_SECRET_KEY=", "pk_test_"),
    "key_grammar": (_KEY, f"'{_KEY}'", "c2tf" + "QUFB" * 12, "sk%5Ftest%5f", "sk_test_12345678-1234-1234-1234-123456789abc", "sk_live_x", "https://{}.api.checkout.com"),
    "suppressions": ("x = 1  # noqa: CKO101, E501", "# cko-lint: ignore[CKO101, 'x'] reason", "# cko-lint: ignore-file[ALL]", "# pragma: allowlist secret", "x # NOQA:missing-authorization"),
    "settings_in_toml": ('select = ["CKO1"]\n[per-file-ignores]\n"a/*.py" = ["ALL"]', '[tool.cko-lint]\nextra-hosts = {live = ["a.b"]}\n', "[[overrides]]\nfiles = 'x'\nplatform = 'default'", "platform=previous"),
    "configuration": (f"CKO_SECRET_KEY={_KEY}\n", f"a:\n  - key: {_KEY}\n", f'{{"live": {{"key": "{_KEY}"}}}}', f"[production]\nsecret_key = {_KEY}\n", "url: https://api.sandbox.checkout.com"),
    "notebook": ('{"cells": [{"cell_type": "code", "source": ["x = 1\\n", "%pip install y"], "outputs": [{"text": ["a"]}]}], "nbformat": 4, "metadata": {}}',),
    "outlines": ("import a.b as c\nfrom . import d\nclass E(c.F):\n    x: int = 1\n    def g(self, *a, **b): self.h[1].i = d(*a)\n", "match x:\n    case {'a': [1, *_]}: global y"),
}  # fmt: skip
"""Inputs from which others are made."""
WORDS = (
    "sk_", "pk_", "sk_sbox_", "sk_test_", "checkout.com", "api.", "sandbox", "cko", "CKO101", "noqa", "cko-lint: ignore[", "]", "# ", "\n", "\r", "\"", "'",
    "{", "[", "[[", "=", ":", "\0", "\ufeff", "\u2028", "\ud800", "select", "ignore", "tool.cko-lint", "overrides", "files", "live", _KEY, "${", "%", "a" * 70,
)  # fmt: skip


def mixed(name: str, chance: random.Random) -> bytes:
    """An input of a parser: pieces of its seeds and words, in any order, with some bytes changed."""
    pieces = []
    for _ in range(chance.randrange(1, 9)):
        seed = chance.choice(SEEDS[name])
        start = chance.randrange(len(seed))
        pieces.append(chance.choice([seed, seed[start:], seed[:start], chance.choice(WORDS), chance.choice(WORDS)]))
    data = bytearray("".join(pieces).encode("utf-8", "surrogatepass"))
    for _ in range(chance.choice([0, 0, 1, 3]) if data else 0):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data) * chance.choice([1, 1, 1, 3])


def _fuzz(name: str, arguments: list[str]) -> None:
    import atheris  # type: ignore[import-not-found]

    for module in (
        "cko_lint.checkout",
        "cko_lint.sources",
        "cko_lint.report",
        "cko_lint.config",
        "cko_lint.configuration_files",
    ):
        for loaded in [m for n, m in sys.modules.items() if n.startswith(module)]:
            for value in list(vars(loaded).values()):
                if (
                    callable(value)
                    and getattr(value, "__module__", None) == loaded.__name__
                    and hasattr(value, "__code__")
                ):
                    setattr(loaded, value.__name__, atheris.instrument_func(value))
    corpus = Path(tempfile.mkdtemp())
    for number, seed in enumerate(SEEDS[name]):
        (corpus / str(number)).write_bytes(seed.encode())
    atheris.Setup([sys.argv[0], *arguments, str(corpus)], PARSERS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    _fuzz(sys.argv[1], sys.argv[2:])
