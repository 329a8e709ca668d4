"""Texts that carry configuration: the keys in them, and the names that their values stand under.

No format is parsed: YAML, TOML, JSON, INI, shell and the like all write a name, a sign, a value, and show by sections or by
indentation what is around it. What cannot be told that way has no name, and only the keys themselves count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cko_lint.checkout import keys
from cko_lint.checkout.hosts import mentions_host
from cko_lint.clients.named import environment_of_file, environment_of_name, is_negating
from cko_lint.clients.names import kind_of_name, words
from cko_lint.clients.places import text_place
from cko_lint.facts import GIVEN, Credential, Facts, KeyLiteral, Named, Place, Role, Spotted
from cko_lint.lines import split_lines
from cko_lint.prefilter import names_checkout
from cko_lint.purpose import is_showing, is_template, is_test
from cko_lint.texts.baseline import Baseline

_PROSE = (".md", ".rst", ".http", ".rest")
_COMMENT = re.compile(r"\s*(?:#|;|//|--|<!--|\*)")
_NAME = re.compile(r"(?P<name>[A-Za-z_][\w.-]*)[\"']?\s*(?::=|=>|[:=])\s*[\"'`]?")
_SECTION = re.compile(r"\s*\[+\s*(?P<name>[^\[\]]+?)\s*\]+\s*(?:[#;].*)?$")
_PARENT = re.compile(
    r"(?P<indent>\s*)(?:-\s+)?(?:[\w-]+\s+)*[\"']?(?P<name>[A-Za-z_][\w.-]*)[\"']?\s*(?::\s*(?:[&!]\S+\s*)?[\[{]?|=?\s*[\[{])\s*(?:#.*)?$"
)
# What a job of a CI or a service of compose is called for what it does: `test:` is no environment there.
_TASKS = frozenset({"test", "tests", "testing"})
_TASK_LISTS = (["jobs"], ["services"], ["stages"], ["steps"], ["tasks"])
_NEAR = 300  # characters before a value in which its name stands: a line may be a whole minified file
_LONGEST_LINE = 5_000  # beyond, a line is no entry of its own
_SIGNS = ("k_", "c2tf", "cGtf", "k%5")  # of a key as it is, in base64, percent-encoded
_ANONYMOUS = frozenset(
    {"value", "default", "defaultvalue", "currentvalue", "initialvalue", "data", "env", "environment"}
)
_SIBLING = re.compile(r"(?:^|[\s{,\"'-])(?:name|key|Name|Key)[\"']?\s*[:=]\s*[\"']?(?P<name>[A-Za-z_][\w.-]*)")
_URL = re.compile(r"(?i)(?<![a-z0-9.-])(?:https?://)?[a-z0-9.-]*checkout\.com\b[^\s\"'<>,;)]*")
_KEY_WORDS = re.compile(r"(?:secret|public|api)_key", re.IGNORECASE)
_ENTRY = re.compile(
    r"\s*(?:-\s+)?(?:export\s+|set\s+|ENV\s+|ARG\s+)?[\"']?(?P<name>[A-Za-z_][\w.-]*)[\"']?\s*[:=]\s*"
    r"(?P<quote>[\"']?)(?P<value>[^\"'\s,#$(){}@%/\\|&!*][^\"',#$(){}@%/\\|&!]*?)(?P=quote)\s*,?\s*(?:#.*)?$"
)


class _Line(NamedTuple):
    """A line with its number, from 1, and the names around it, the outermost first."""

    number: int
    text: str
    parents: tuple[str, ...]


def read(path: str, absolute: str, data: bytes, facts: Facts, accepted: Baseline | None) -> None:
    """Adds what a text file holds to the facts; `path` is the one that reports show.

    Keys that detect-secrets lets pass are left out, unless there is no baseline at all: then nothing may be silenced.
    """
    lines = split_lines(data.decode("utf-8-sig", errors="replace"))
    carries = not path.endswith(_PROSE)
    speaks_of_checkout = names_checkout(data)

    def place(line: int, column: int, length: int) -> Place:
        return text_place(absolute, path, lines, line, column, length)

    written: list[tuple[int, KeyLiteral]] = []
    for line in _with_parents(lines):
        if (
            not any(sign in line.text for sign in _SIGNS)
            and "eckout" not in line.text
            and "cko" not in line.text.lower()
        ):
            continue
        found = dict(keys.find_keys(line.text))
        for offset, key in found.items():
            where = place(line.number, offset + 1, len(key.text))
            written.append((line.number, KeyLiteral(where, key)))
            if carries:
                facts.names += _judged(where, f"{key.kind} key", key.environment, line, lines, offset, path)
        for offset, length, key in keys.find_encoded(line.text):
            written.append((line.number, KeyLiteral(place(line.number, offset + 1, length), key, "encoded")))
        if not carries or _COMMENT.match(line.text):
            continue
        for match in _URL.finditer(line.text):
            host = mentions_host(match[0])
            if host is not None and host.known:
                where = place(line.number, match.start() + 1, len(match[0]))
                facts.names += _judged(where, "URL", host.environment, line, lines, match.start(), path)
        for offset, value in _values(line.text, found):
            names = _names(line, lines, offset)
            if names and _is_ours(names, speaks_of_checkout):
                _see_credential(names[-1], value, place(line.number, offset + 1, len(value)), path, facts)
    if written and accepted is not None:
        from cko_lint.texts import scanning  # detect-secrets costs as much as twelve starts of the interpreter

        given = ((number, literal.key.text) for number, literal in written)
        reported = scanning.reported(path, lines, given, accepted.exclusions)
        written = [(number, literal) for number, literal in written if (number, literal.key.text) in reported]
    facts.keys += [literal for _, literal in written]


def _values(line: str, found: dict[int, keys.Key]) -> Iterator[tuple[int, str]]:
    """Yields the values of a line that may be credentials: the keys, which may end in any sign, or else the one there is."""
    for offset, key in found.items():
        start = max(offset - _NEAR, 0)
        if any(match.end() == offset - start for match in _NAME.finditer(line[start:offset])):
            yield offset, key.text
    entry = _ENTRY.match(line) if not found and len(line) <= _LONGEST_LINE else None
    if entry is not None:
        yield entry.start("value"), entry["value"].strip()


def _with_parents(lines: list[str]) -> Iterator[_Line]:
    section: tuple[str, ...] = ()
    around: list[tuple[int, str]] = []
    for number, text in enumerate(lines, 1):
        stripped = text.strip()
        if not stripped or len(text) > _LONGEST_LINE:
            yield _Line(number, text, ())
            continue
        indent = len(text) - len(text.lstrip())
        while around and around[-1][0] >= indent:
            around.pop()
        yield _Line(number, text, (*section, *(name for _, name in around)))
        header = _SECTION.fullmatch(text)
        if header is not None:
            section, around = tuple(header["name"].split(".")), []
        elif (parent := _PARENT.fullmatch(text)) is not None:
            around.append((indent, parent["name"]))


def _names(line: _Line, lines: list[str], offset: int) -> list[str]:
    """Returns the names that a value stands under, the nearest last."""
    before = line.text[max(offset - _NEAR, 0) : offset]
    nearest = [match["name"] for match in _NAME.finditer(before)][-1:]
    if nearest and nearest[0].lower().replace("_", "") in _ANONYMOUS:
        sibling = _sibling(line, lines)
        nearest = [sibling] if sibling is not None else []
    return [*line.parents, *nearest]


def _sibling(line: _Line, lines: list[str]) -> str | None:
    """`- name: LIVE_KEY` beside `value: …`, on the same line or on one near it."""
    here = _SIBLING.search(line.text) if len(line.text) <= _LONGEST_LINE else None
    if here is not None:
        return here["name"]
    indent = len(line.text) - len(line.text.lstrip(" -"))
    for at in (*range(line.number - 2, max(line.number - 6, -1), -1), line.number):
        if not 0 <= at < len(lines):
            continue
        near = lines[at]
        if len(near) - len(near.lstrip(" -")) != indent:
            return None
        found = _SIBLING.search(near)
        if found is not None:
            return found["name"]
    return None


def _judged(
    place: Place, what: str, environment: str, line: _Line, lines: list[str], offset: int, path: str
) -> Iterator[Named]:
    if _COMMENT.match(line.text):
        return
    names = _names(line, lines, offset)
    for index in range(len(names) - 1, -1, -1):
        name = names[index]
        if name.lower() in _TASKS and index < len(names) - 1 and (is_template(path) or names[:index] in _TASK_LISTS):
            continue
        says = environment_of_name(name)
        if says is not None:
            if says != environment:
                yield Named(place, what, environment, name, says)
            return
        if is_negating(name):
            return
    file = environment_of_file(path) if not is_test(path) else None
    if file is not None and file[1] != environment:
        yield Named(place, what, environment, file[0], file[1])


# ------------------------------------------------------------- values in a key's place


def _is_ours(names: list[str], speaks_of_checkout: bool) -> bool:
    """Whether names say that a value is for Checkout.com: `checkout` alone may be any shop's, or Stripe's."""
    found = [word for name in names for word in words(name)]
    if "cko" in found or "checkoutcom" in found:
        return True
    return "checkout" in found and speaks_of_checkout


def _see_credential(name: str, value: str, place: Place, path: str, facts: Facts) -> None:
    kind = kind_of_name(name)
    if kind is not None:
        key = keys.parse_key(value)
        if key is None and keys.is_placeholder(value) and (is_template(path) or _is_reference(value)):
            return
        credential = Credential(
            GIVEN, text=value, key=key, kind=key.kind if key is not None else keys.kind_of_prefix(value), place=place
        )
        facts.configured.append(Role(kind, credential, place))
    elif {"client", "secret"} <= set(words(name)) and len(value) >= 8 and not keys.is_placeholder(value):
        if not (is_template(path) or is_showing(path) or is_test(path)):
            facts.secrets.append(Spotted(place, value))


def _is_reference(value: str) -> bool:
    """Whether a value may be the name under which the key is kept elsewhere: `vault_cko_secret_key`, `arn:aws:…`."""
    if ":" in value:
        return True
    return keys.kind_of_prefix(value) is None and not keys.is_placeholder(_KEY_WORDS.sub("", value))
