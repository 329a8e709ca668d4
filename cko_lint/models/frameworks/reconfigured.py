"""Whether code that is not being run changes what a container gives, as far as the text of the project's files tells.

Containers are there to be changed: a provider is overridden, gets more arguments, or its one object is signed when the program
starts. The functions that are given that object may be run by something that is not seen, after all of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cko_lint.interpreter import rebinding
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.project.modules import Module
from cko_lint.sources.path_roles import is_test
from cko_lint.syntax import tree

_OF_CONTAINER = (
    rb"\boverride\(\s*(?:\w+\.)*%(cls)s\s*\)"
    rb"|class\s+\w+\([^()]*\b%(cls)s\b|\b%(cls)s\([^()]*\b%(name)s\s*=|\boverride_providers\(|\b(?i:container)(?!s\b)\w*\.override\("
)
_OF_PROVIDER = rb"\b%(name)s(?:\.provider)?\.(?:override|add_|set_|clear_)\w*"
_RENAMED = rb"(?m)^[ \t]*\w+[ \t]*=[ \t]*(?:\w+\.)*(?:%(cls)s|(?i:\w*container))\.%(name)s[ \t]*$"
_OF_CONFIGURATION = rb"\b%(name)s\b[\w.\[\]\"']*\.(?:from_\w+|set|override|update|load)\("
_ASKED_FOR = rb"(?:\.%(name)s\(\)|Provide\[[^\]\n]*\b%(name)s[\"']?\])"
_CALLED = rb"(\w+)\s*(?::[^=,\n]*)?=[^=\n]*" + _ASKED_FOR
_HANDED_ON = rb"(?<!print)\([^()]*(?:\.%s\(\)|\b(?:%s))\s*[,)]"
_CHANGES = re.compile(
    rb"^[ \t]*[\w.()]+\.\w+[ \t]*(?:\[[^\]\n]*\])?[ \t]*[|+]?=[^=]|\.(?:headers|auth|cookies|hooks|event_hooks)\.\w+\("
    rb"|\.mount\(|\bsetattr\(",
    re.MULTILINE,
)


class Declared(NamedTuple):
    """Where a provider is declared: its name, and the class that it stands in."""

    module: Module
    cls: str
    name: str


def declared(made: Call) -> Declared | None:
    """Returns the declaration that a call makes a provider for; None if it stands in no class of a module."""
    for cls in (statement for statement in made.frame.module.parsed.body if isinstance(statement, tree.Class)):
        for node in cls.body:
            if isinstance(node, tree.Assign) and node.value is made.node and isinstance(node.targets[0], tree.Name):
                return Declared(made.frame.module, cls.name, node.targets[0].id)
    return None


class Elsewhere(NamedTuple):
    """What becomes of a provider: it may be replaced by another one or told more, and its object, if it is the only one, changed."""

    is_replaced: bool
    is_changed: bool


def elsewhere(engine: Engine, one: Declared | None) -> Elsewhere:
    """Returns what code anywhere in the project may make of a provider."""
    if one is None:
        return Elsewhere(False, False)
    modules = list(_concerned(engine, one))
    is_replaced = any(_finds(one, _OF_CONTAINER + b"|" + _OF_PROVIDER, module.source) for module in modules)
    is_renamed = any(
        _finds(one, _RENAMED, module.source) for module in modules
    )  # what is called by that name is not known
    return Elsewhere(is_replaced, is_renamed or any(_changes(one, text) for m in modules for text in _scopes(m)))


def configuring(engine: Engine, one: Declared) -> int:
    """Returns how many calls in the project seem to set options of a configuration."""
    pattern = _filled(one, _OF_CONFIGURATION)
    texts = [module.source for module in _concerned(engine, one)]
    return sum(len(re.findall(pattern, text)) + _finds(one, _OF_CONTAINER, text) for text in texts)


def _concerned(engine: Engine, one: Declared) -> Iterator[Module]:
    for path in engine.project.containing(engine.project.root, (one.name.encode("utf-8", "surrogatepass"),)):
        if not is_test(path):
            yield engine.project.load(path)


def _scopes(module: Module) -> Iterator[bytes]:
    """Yields the text of each function, and what is left without them."""
    lines = module.source.split(b"\n")
    for _, node in rebinding.functions(module.parsed.body):
        top, _, bottom, _ = module.span(node)
        yield b"\n".join(lines[top - 1 : bottom])
        lines[top - 1 : bottom] = [b""] * (bottom - top + 1)
    yield b"\n".join(lines)


def _changes(one: Declared, text: bytes) -> bool:
    if not _finds(one, _ASKED_FOR, text):
        return False
    names = {found.group(1) for found in re.finditer(_filled(one, _CALLED), text)}
    handed_on = _HANDED_ON % (re.escape(one.name).encode("utf-8", "surrogatepass"), b"|".join(names) or rb"\Z")
    return _CHANGES.search(text) is not None or re.search(handed_on, text) is not None


def _finds(one: Declared, pattern: bytes, text: bytes) -> bool:
    return re.search(_filled(one, pattern), text) is not None


def _filled(one: Declared, pattern: bytes) -> bytes:
    return pattern % {
        b"name": re.escape(one.name).encode("utf-8", "surrogatepass"),
        b"cls": re.escape(one.cls).encode("utf-8", "surrogatepass"),
    }
