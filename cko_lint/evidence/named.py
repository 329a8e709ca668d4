"""Keys and URLs of one environment under a name of the other: a variable, a class, a dictionary key, a file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

from cko_lint.checkout.hosts import mentions_host
from cko_lint.checkout.keys import LIVE, SANDBOX, find_keys, parse_key
from cko_lint.evidence.names import kind_of_name, words
from cko_lint.evidence.places import place_of
from cko_lint.facts import GIVEN, Credential, NameConflict, Role
from cko_lint.project.modules import Module
from cko_lint.sources.path_roles import is_test
from cko_lint.syntax import tree

_LIVE = frozenset({"live", "prod", "production"})
_SANDBOX = frozenset({"sandbox", "sbox", "test", "testing", "dev", "development", "staging", "uat", "qa"})
_NEGATING = frozenset(
    {
        "non",
        "not",
        "no",
        "pre",
        "un",
        "never",
        "forbidden",
        "denied",
        "blocked",
        "disallowed",
        "denylist",
        "blocklist",
        "blacklist",
        "deny",
    }
)
_READERS = frozenset({"getenv", "get", "config", "env"})
"""What reads a setting: a name comes first, and a default after it. One argument alone is the name, or a URL that is fetched."""
_DEFAULTS = _READERS | frozenset(
    {
        "str",
        "SecretStr",
        "HttpUrl",
        "AnyHttpUrl",
        "Field",
        "field",
        "URL",
        "string",
        "url",
    }
)


def environment_of_name(name: str) -> str | None:
    """Returns the environment that a name says, by whole words; None where it says none, both, or that it is not one."""
    found = set(words(name))
    if found & _NEGATING:
        return None
    says = {LIVE} if found & _LIVE else set()
    says |= {SANDBOX} if found & _SANDBOX else set()
    return says.pop() if len(says) == 1 else None


def is_negating(name: str) -> bool:
    """Whether a name says that something is not of an environment (`not_live`), and hence nothing of which it is."""
    return bool(set(words(name)) & _NEGATING)


def environment_of_file(path: str) -> tuple[str, str] | None:
    """Returns the environment that a path says and the part that does: its stem, a dotted part of it, or a folder."""
    folder, file = os.path.split(path)
    parts = [part for part in [*folder.split("/"), *file.split(".")] if part]
    for part in reversed(parts):
        if part.lower() in _LIVE:
            return part, LIVE
        if part.lower() in _SANDBOX - {"test", "testing"}:
            return part, SANDBOX
    return None


def misnamed(module: Module) -> Iterator[NameConflict | Role]:
    """Yields the literals of a module that stand under a name of the other environment, and the keys under one of a kind."""
    lines = [line for line, constant in module.parsed.constants if _is_of_environment(constant)]
    if lines:
        yield from _in_body(module, module.parsed.body, [], lines)


def _is_of_environment(constant: str | bytes) -> bool:
    """Whether a constant may be a key or a host, of which each is for one environment."""
    text = constant if isinstance(constant, str) else constant.decode("latin-1")
    return "k_" in text or "checkout.com" in text.lower()


def _in_body(module: Module, body: list[Any], names: list[str], lines: list[int]) -> Iterator[NameConflict | Role]:
    """Looks at what is assigned; `lines` are those of the literals that count."""
    for statement in body:
        if isinstance(statement, tree.Assign) and statement.value is not None:
            for target in statement.targets:
                yield from _in_assigned(module, target, statement.value, names)
        elif isinstance(statement, tree.Class):
            is_told = not is_test(module.shown)  # there, Test in the name of a class says what it is
            own = [statement.name] if is_told and not _is_of_both(statement) else []
            yield from _in_body(module, statement.body, [*names, *own], lines)
        elif not _is_passed_over(statement, lines):
            for block in tree.blocks(statement):
                yield from _in_body(module, block, names, lines)


def _is_passed_over(statement: Any, lines: list[int]) -> bool:
    """Whether a statement is a function whose body is not parsed, and none of some lines are in it."""
    body = statement.deferred if isinstance(statement, tree.Function) else None
    return body is not None and not any(map(body.holds, lines))


def _in_assigned(module: Module, target: Any, value: Any, names: list[str]) -> Iterator[NameConflict | Role]:
    if isinstance(target, tree.Sequence) and isinstance(value, tree.Sequence):
        if len(target.elements) == len(value.elements):
            for one, given in zip(target.elements, value.elements, strict=True):
                yield from _in_assigned(module, one, given, names)
            return
    yield from _in_value(module, value, [*names, *_name_of(target)])


def _name_of(target: Any) -> list[str]:
    if isinstance(target, tree.Name):
        return [target.id]
    if isinstance(target, tree.Attribute):
        return [target.name]
    if (
        isinstance(target, tree.Subscript)
        and isinstance(target.index, tree.Constant)
        and isinstance(target.index.value, str)
    ):
        return [target.index.value]
    return []


def _is_of_both(node: Any) -> bool:
    """Whether a collection has hosts of both environments: its name is that of neither."""
    texts = [
        c.value for c in tree.walk(node, lambda _: False) if isinstance(c, tree.Constant) and isinstance(c.value, str)
    ]
    hosts = [text.lower() for text in texts if "checkout.com" in text.lower()]
    return any("sandbox" in host for host in hosts) and not all("sandbox" in host for host in hosts)


def _in_value(module: Module, node: Any, names: list[str]) -> Iterator[NameConflict | Role]:
    if isinstance(node, (tree.DictDisplay, tree.Sequence)) and _is_of_both(node):
        names = []
    if isinstance(node, tree.Constant):
        yield from _judge(module, node, names)
    elif isinstance(node, tree.DictDisplay):
        for key, value in node.entries:
            text = _text_of_key(key)
            if text is not None and ("." in text or "/" in text):  # a host or a URL is data, no name
                return
            yield from _in_value(module, value, [*names, text] if text is not None else names)
    elif isinstance(node, tree.Sequence):
        for element in node.elements:
            yield from _in_value(module, element, names)
    elif isinstance(node, (tree.Binary, tree.FString)) or _is_of_text(node):
        yield from _judge_text(module, node, names)
    elif isinstance(node, tree.Call):
        yield from _in_call(module, node, names)


def _text_of_key(key: Any) -> str | None:
    """Returns a text, or the name of a member of an enumeration (`Mode.LIVE`), that stands as a key."""
    if isinstance(key, tree.Attribute):
        if key.name in ("value", "name"):
            return _text_of_key(key.base)
        return key.name if key.name[:1].isupper() else None
    return key.value if isinstance(key, tree.Constant) and isinstance(key.value, str) else None


def _in_call(module: Module, node: Any, names: list[str]) -> Iterator[NameConflict | Role]:
    called = tree.last_name(node.function)
    is_class = called[:1].isupper()
    if is_class and _is_of_both(node):
        names = []
    for index, argument in enumerate(node.arguments):
        if argument.keyword is not None and argument.keyword != "default":
            if called == "dict" or is_class:
                yield from _in_value(module, argument.value, [*names, argument.keyword])
        elif called in _DEFAULTS:
            is_whole = len(node.arguments) == 1 and called not in _READERS
            if index > 0 or is_whole or argument.keyword == "default":
                yield from _in_value(module, argument.value, names)
        elif is_class:  # the fields of a `NamedTuple`, or of a data class
            yield from _in_value(module, argument.value, names)


def _judge_text(module: Module, node: Any, names: list[str]) -> Iterator[NameConflict | Role]:
    """Of a text that is put together, its beginning tells the host."""
    texts = list(filter(None, "".join(_pieces(node)).split(_HOLE)))
    first = texts[0] if texts else None
    if isinstance(first, str) and first.lower() in ("https://", "http://"):  # the host begins with what is not known
        first = texts[1].lstrip(".") if len(texts) > 1 and texts[1].startswith(".") else None
    left: Any = node.left if isinstance(node, tree.Binary) and node.operator == "+" else None
    if _is_text(left) and _is_of_environment(left.value):
        yield from _judge(module, left, names)
    elif isinstance(first, str):
        yield from _judge_literal(module, node, first, names)


_HOLE = "\0"
_PERCENT = re.compile(r"%(?:\(\w+\))?s")
_FIELD = re.compile(r"\{\w*\}")


def _is_of_text(node: Any) -> bool:
    """Whether a call is a method of a literal that puts a text together."""
    called = node.function if isinstance(node, tree.Call) else None
    return isinstance(called, tree.Attribute) and called.name in ("format", "join") and _is_text(called.base)


def _is_text(node: Any) -> bool:
    return isinstance(node, tree.Constant) and isinstance(node.value, str)


def _pieces(node: Any) -> Iterator[str]:
    """Yields the texts that an expression is put together of, and a mark for each piece that is not written out."""
    if _is_text(node):
        yield node.value
    elif isinstance(node, tree.FString):
        yield from (part if isinstance(part, str) else _HOLE for part in node.parts)
    elif isinstance(node, tree.Binary) and node.operator == "+":
        yield from _pieces(node.left)
        yield from _pieces(node.right)
    elif isinstance(node, tree.Binary) and node.operator == "%" and _is_text(node.left):
        yield _PERCENT.sub(_HOLE, node.left.value)
    elif _is_of_text(node) and node.function.name == "format":
        yield _FIELD.sub(_HOLE, node.function.base.value)
    elif _is_of_text(node) and node.arguments and isinstance(node.arguments[0].value, tree.Sequence):
        for index, element in enumerate(node.arguments[0].value.elements):
            yield from (node.function.base.value if index else "", *_pieces(element))
    else:
        yield _HOLE


def _judge(module: Module, node: Any, names: list[str]) -> Iterator[NameConflict | Role]:
    value = node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
    if isinstance(value, str):
        yield from _judge_literal(module, node, value, names)


def _judge_kind(module: Module, node: Any, text: str, names: list[str]) -> Iterator[Role]:
    """A whole key stands in the role that the nearest name says which says one."""
    key = parse_key(text.strip()) if not is_test(module.shown) else None
    kind = next(filter(None, map(kind_of_name, reversed(names))), None)
    if key is not None and kind is not None:
        place = place_of(module, node)
        yield Role(kind, Credential(GIVEN, text=text, key=key, kind=key.kind, place=place), place)


def _judge_literal(module: Module, node: Any, text: str, names: list[str]) -> Iterator[NameConflict | Role]:
    if not _is_of_environment(text):
        return
    yield from _judge_kind(module, node, text, names)
    found = next(((f"{key.kind} key", key.environment) for _, key in find_keys(text)), None)
    if found is None:
        host = mentions_host(text)
        if host is None or not host.known:
            return
        found = ("URL", host.environment)
    what, environment = found
    in_tests = is_test(module.shown)
    for name in reversed(names):
        says = environment_of_name(re.sub("(?i)^test_", "", name) if in_tests else name)
        if says is not None:
            if says != environment:
                yield NameConflict(place_of(module, node), what, environment, name, says)
            return
        if is_negating(name):
            return
    file = environment_of_file(module.shown) if not in_tests else None
    if file is not None and file[1] != environment:
        yield NameConflict(place_of(module, node), what, environment, file[0], file[1], in_path=True)
