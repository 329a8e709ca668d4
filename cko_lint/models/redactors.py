"""Whether a project's loggers hide secrets by themselves: a filter, a formatter or a processor that changes what is logged."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

from cko_lint.project.modules import Module, Project
from cko_lint.sources.path_roles import is_test
from cko_lint.syntax import tree

_NEEDLES = (
    b"Filter", b"Formatter", b"LoggerAdapter", b"event_dict", b"logging", b"loguru", b"patcher", b"processors", b"setLogRecordFactory",
    b"structlog",
)  # fmt: skip
_HIDING = re.compile(
    r"redact|mask|scrub|saniti[sz]|censor|obfuscat|sensitive|hide_?secret|secrets?_?(filter|formatter)", re.I
)
_CHANGING_METHODS = frozenset({"emit", "filter", "format", "formatMessage", "process"})
_REPLACING = frozenset({"replace", "sub", "subn", "translate"})
_INSTALLING = frozenset(
    {
        "add",
        "addFilter",
        "basicConfig",
        "configure",
        "dictConfig",
        "setFormatter",
        "setLogRecordFactory",
        "setLoggerClass",
    }
)
_OF_LOGGING = ("Filter", "Formatter", "Handler", "LoggerAdapter", "Logger")
_EVENTS = ("event_dict", "event")
_LIKE_LOGGING = re.compile(rf"(?:{'|'.join(_OF_LOGGING)})\s*[,)]")
_LIKE_CHANGING = re.compile(rf"\bdef\s+(?:{'|'.join(sorted(_CHANGING_METHODS))})\b")
_LIKE_PROCESSOR = re.compile(rf",\s*(?:{'|'.join(_EVENTS)})\s*[:,)=]")
_LIKE_INSTALLING = re.compile(rf"\b(?:{'|'.join(sorted(_INSTALLING))})\s*\(|['\"](?:\(\)|class)['\"]")
_WAYS_TO_HIDE = ((_LIKE_LOGGING, _LIKE_CHANGING), (_LIKE_PROCESSOR,), (_LIKE_INSTALLING, _HIDING))
"""What texts that hide secrets have all of, in each of these ways."""


class Redactors:
    """Looks for what hides secrets, when a key would first be reported as logged."""

    def __init__(self) -> None:
        self._found: bool | None = None

    def hide(self, project: Project) -> bool:
        """Whether what is logged may be changed on the way."""
        if self._found is None:
            self._found = any(map(_hides, _modules(project)))
        return self._found


def _modules(project: Project) -> Iterator[Module]:
    """Yields the modules in which something may hide secrets, as far as their texts tell: parsing them takes long."""
    for path in project.containing(project.root, _NEEDLES):
        if not is_test(os.path.basename(path)) and _may_hide(project.text(path).decode("utf-8", "replace")):
            yield project.load(path)


def _may_hide(text: str) -> bool:
    return any(all(pattern.search(text) for pattern in way) for way in _WAYS_TO_HIDE)


def _hides(module: Module) -> bool:
    return any(_hides_here(node) for node in tree.walk(module.parsed.body, lambda body: _may_hide(body.text)))


def _hides_here(node: Any) -> bool:
    if isinstance(node, tree.Class):
        is_logging = any(tree.last_name(base).endswith(_OF_LOGGING) for base in node.bases)
        return is_logging and any(_changes(statement) for statement in node.body)
    if isinstance(node, tree.Function):  # a processor of structlog
        return len(node.parameters) == 3 and node.parameters[2].name in _EVENTS and _replaces(node)
    if isinstance(node, tree.Call):
        named = [argument.value for argument in node.arguments]
        return tree.last_name(node.function) in _INSTALLING and any(_says_so(inner) for inner in tree.walk(named))
    if isinstance(node, tree.DictDisplay):  # of `logging.config`: `"()": "company.RedactingFilter"`
        return any(_is_class(key) and any(map(_says_so, tree.walk(value))) for key, value in node.entries)
    return False


def _is_class(key: Any) -> bool:
    return isinstance(key, tree.Constant) and key.value in ("()", "class")


def _changes(statement: Any) -> bool:
    return isinstance(statement, tree.Function) and statement.name in _CHANGING_METHODS and _replaces(statement)


def _replaces(function: tree.Function) -> bool:
    """Whether a function replaces parts of a text, or sets an item or attribute of what it is given."""
    for node in tree.walk(function.body):
        if isinstance(node, tree.Call) and (tree.last_name(node.function) in _REPLACING or _says_so(node.function)):
            return True
        targets = node.targets if isinstance(node, tree.Assign) else []
        if any(isinstance(t, tree.Subscript) or getattr(t, "name", "") in ("args", "msg", "message") for t in targets):
            return True
    return False


def _says_so(node: Any) -> bool:
    """Whether the name of something, or a dotted name in a text, says that it hides secrets."""
    text = node.value if isinstance(node, tree.Constant) else tree.last_name(node)
    return isinstance(text, str) and len(text) < 200 and _HIDING.search(text) is not None
