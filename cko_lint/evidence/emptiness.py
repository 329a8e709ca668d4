"""Does what a handler leaves behind say anything of the failure? None, an empty value or an answer of success does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cko_lint import values as v
from cko_lint.logic.terms import Term
from cko_lint.syntax import tree

ValueOf = Callable[[Any], v.Value]
"""Returns what a name stands for where a handler is."""

_TELLING = re.compile(
    r"err|fail|reason|detail|exception|problem|warn|denied|refus|reject|declin|auth|invalid|(?<!^)unknown|unknown(?!$)|unavailable|timeout|down|"
    r"offline|redirect|not|no |wrong|bad|abort|cancel|try|sorry|could|[0-9]",
    re.IGNORECASE,
)
_WRONG = re.compile(r"err|fail|reason|message|detail|exception|problem|warning", re.IGNORECASE)
_OUTCOME = re.compile(r"ok|succe|result|done|valid|healthy|alive|available|up|ready|sent", re.IGNORECASE)
_STATUS = frozenset({"code", "status", "status_code", "statuscode"})
_BUILT_IN = frozenset({"bytes", "dict", "float", "frozenset", "int", "iter", "list", "set", "str", "tuple"})
_RESPONSES = frozenset({"json_response", "jsonify", "make_response"})


class Emptiness:
    """Questions about statements and values of one handler."""

    def __init__(self, value_of: ValueOf) -> None:
        self._value_of = value_of

    def says_nothing(self, body: list[Any]) -> bool:
        """Whether statements do nothing with a failure: they pass, go on, tidy up, or return a constant or an empty value."""
        return all(self._passes(statement) for statement in body)

    def _passes(self, statement: Any) -> bool:
        if isinstance(statement, (tree.Pass, tree.Continue, tree.Break)):
            return True
        if isinstance(statement, tree.Expression):
            value = statement.value
            return _is_idle(value) or _is_pause(value) or _is_quiet_end(value) or tidies_up(value)
        if isinstance(statement, tree.Return):
            return self.is_nothing(statement.value)
        if isinstance(statement, tree.AugmentedAssign):  # a counter
            return isinstance(statement.value, tree.Constant)
        if isinstance(statement, tree.If) and all(map(_only_looks, tree.walk(statement.test))):
            return self.says_nothing(statement.body) and self.says_nothing(statement.orelse)
        return False

    def is_nothing(self, node: Any) -> bool:
        """Whether a value says nothing of what went wrong: none, an empty one, or a constant that is no number."""
        if node is None:
            return True
        if isinstance(node, tree.Constant):
            return _is_nothing_constant(node.value)
        if isinstance(node, tree.Name):
            return any(map(_is_nothing_content, contents := [a.content for a in self._value_of(node)])) and all(
                _is_nothing_content(content) or _is_parameter(content) for content in contents
            )
        if isinstance(node, tree.Attribute):
            return _is_plain_member(node)
        if isinstance(node, tree.Sequence):
            return self._is_plain_pair(node) or all(self.is_nothing(element) for element in node.elements)
        if isinstance(node, tree.DictDisplay):
            return all(self._is_plain_entry(_text(key), value) for key, value in node.entries)
        return isinstance(node, tree.Call) and self._makes_nothing(node)

    def is_empty(self, node: Any) -> bool:
        """Whether a value is a text or nothing at all: not even a flag or a number."""
        return self.is_nothing(node) and not (isinstance(node, tree.Constant) and isinstance(node.value, (bool, int)))

    def _is_plain_pair(self, node: tree.Sequence) -> bool:
        """Whether a value is an empty body with a status of success: `"", 204`."""
        *body, last = node.elements or [None]
        return bool(body) and _is_success(last) and all(self.is_nothing(element) for element in body)

    def _is_plain_entry(self, name: str | None, value: Any) -> bool:
        """Whether an entry of a dictionary is an empty one that does not say by its name that something went wrong."""
        if name is None or _WRONG.search(name) is not None:
            return False
        if name.lower() in _STATUS and _is_success(value):
            return True
        return self.is_empty(value) or (self.is_nothing(value) and _OUTCOME.search(name) is None)

    def _makes_nothing(self, node: tree.Call) -> bool:
        """Whether a call makes an empty object, or an answer of success: `Payment()`, `Decimal(0)`, `jsonify([])`."""
        name = tree.last_name(node.function)
        is_made = name in _BUILT_IN or name in _RESPONSES or (name[:1].isupper() and not name.isupper())
        if not is_made or _TELLING.search(name) is not None:
            return False
        return all(
            self._is_plain_entry(a.keyword, a.value) if a.keyword else not a.star and self.is_nothing(a.value)
            for a in node.arguments
        )


def _text(key: Any) -> str | None:
    return key.value if isinstance(key, tree.Constant) and isinstance(key.value, str) else None


def _is_nothing_constant(value: Any) -> bool:
    if isinstance(value, int) and not isinstance(value, bool):
        return value == 0  # any other number may be an exit code, or an HTTP status
    return not isinstance(value, str) or not value.strip("0.") or _TELLING.search(value) is None


def _is_nothing_content(content: Any) -> bool:
    if isinstance(content, v.Mapping):
        return not content.open and not content.entries
    if isinstance(content, v.Collection):
        return not content.open and not content.items
    text = v.text_of(content)
    is_constant = text is not None or content is None or isinstance(content, (bool, int, float))
    return is_constant and _is_nothing_constant(text if text is not None else content)


def _is_parameter(content: Any) -> bool:
    """Whether a content is what a caller that is not known may give in place of a default."""
    return isinstance(content, Term) and content.kind == "parameter"


def _is_plain_member(node: tree.Attribute) -> bool:
    """Whether an attribute is a member of an enumeration that says nothing."""
    cls = tree.last_name(node.base) if isinstance(node.base, (tree.Name, tree.Attribute)) else ""
    of_class = cls[:1].isupper() and not cls.isupper()
    return of_class and node.name.isupper() and _TELLING.search(node.name) is None


def _is_success(node: Any) -> bool:
    return isinstance(node, tree.Constant) and type(node.value) is int and 200 <= node.value < 300


_TIDYING = frozenset(
    {"ack", "aclose", "cleanup", "close", "discard", "disconnect", "flush", "join", "release", "remove", "rmdir", "rmtree", "rollback",
     "shutdown", "task_done", "unlink"}
)  # fmt: skip
_LOOKING = frozenset({"closed", "exists", "is_closed", "is_dir", "is_file", "isdir", "isfile", "isinstance", "len"})


def tidies_up(node: Any) -> bool:
    """Whether a call only tidies up: `os.remove(path)`, `stream.close()`."""
    node = node.value if isinstance(node, tree.Await) else node
    return isinstance(node, tree.Call) and tree.last_name(node.function) in _TIDYING


def _only_looks(node: Any) -> bool:
    return not isinstance(node, tree.Call) or tree.last_name(node.function) in _LOOKING


def _is_quiet_end(node: Any) -> bool:
    """Whether the program ends as if all was well: `sys.exit()`, `sys.exit(0)`."""
    if not isinstance(node, tree.Call) or tree.last_name(node.function) not in ("exit", "quit", "_exit"):
        return False
    values = [argument.value for argument in node.arguments]
    return not values or (isinstance(values[0], tree.Constant) and values[0].value in (0, None))


def _is_pause(node: Any) -> bool:
    node = node.value if isinstance(node, tree.Await) else node
    return isinstance(node, tree.Call) and tree.last_name(node.function) == "sleep"


def _is_idle(node: Any) -> bool:
    return isinstance(node, tree.Constant) or type(node.cst).__name__ == "Ellipsis"
