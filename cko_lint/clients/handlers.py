"""Handlers that a project registers for a whole application: what they catch, no call has to guard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint.clients.handling import API_ERROR
from cko_lint.flow import classes
from cko_lint.flow import values as v
from cko_lint.flow.imports import dotted_name
from cko_lint.flow.project import Module, Project
from cko_lint.syntax import tree

_NEEDLES = (
    b"errorhandler", b"register_error_handler", b"exception_handler", b"process_exception",
    b"excepthook", b"call_next", b"get_response", b"handle_exception", b"autoretry_for",
)  # fmt: skip
_REGISTER = frozenset(
    {"errorhandler", "app_errorhandler", "register_error_handler", "exception_handler", "add_exception_handler"}
)
_CATCH_ALL = frozenset({"Exception", "BaseException"})
_WRAPPED = frozenset({"call_next", "get_response"})


class ProjectHandlers:
    """The handlers below some project roots, looked for when a call is first found unguarded."""

    def __init__(self, project: Project, tops: set[str]) -> None:
        self._project = project
        self._tops = tops
        self._any: bool | None = None

    def any(self) -> bool:
        """Whether the project handles the SDK's errors for all."""
        if self._any is None:
            self._any = any(_handles(module) for module in self._modules())
        return self._any

    def _modules(self) -> Iterator[Module]:
        for top in sorted(self._tops):
            for path in self._project.containing(top, _NEEDLES):
                module = self._project.load(path)
                if module is not None:
                    yield module


def _handles(module: Module) -> bool:
    for node in tree.walk(module.parsed.body):
        if isinstance(node, tree.Call) and _registers(node):
            return True
        if isinstance(node, tree.Function) and node.name in (
            "process_exception",
            "exception_handler",
            "custom_exception_handler",
            "handle_exception",
        ):
            if _looks_at_errors(node, must=node.name != "process_exception"):
                return True
        if isinstance(node, tree.Assign) and any(dotted_name(t) == "sys.excepthook" for t in node.targets):
            return True
        if isinstance(node, tree.Try) and _wraps_the_application(node):
            return True
        if isinstance(node, tree.Assign) and node.value is not None and _names_handlers(node):
            return True
        if isinstance(node, tree.Assign) and _sets_retries(node):
            return True
        if isinstance(node, tree.DictDisplay) and any(
            isinstance(key, tree.Constant) and key.value == "autoretry_for" and _catches(value)
            for key, value in node.entries
        ):
            return True
    return False


_DISPATCHERS = ("dispatch", "dispatch_request", "handle_exception", "__call__", "full_dispatch_request")


def dispatches_guarded(receiver: Any) -> bool:
    """Whether an object's class runs its methods through one of its own that catches, or is decorated, for all."""
    if not isinstance(receiver, v.Instance):
        return False
    for base in classes.mro(receiver.cls):
        if not isinstance(base, v.ClassValue):
            continue
        if any(_is_method_decorator(decorator) for decorator in base.node.decorators):
            return True
        if any(isinstance(n, tree.Assign) and _sets_retries(n) for n in base.node.body):
            return True
        for statement in base.node.body:
            if isinstance(statement, tree.Function) and statement.name in _DISPATCHERS:
                if any(_is_method_decorator(d) for d in statement.decorators) or _catches_in(statement):
                    return True
    return False


def _is_method_decorator(node: Any) -> bool:
    return isinstance(node, tree.Call) and (dotted_name(node.function) or "").rsplit(".", 1)[-1] == "method_decorator"


def _catches_in(function: Any) -> bool:
    tries = [node for node in tree.walk(function.body) if isinstance(node, tree.Try)]
    return any(h.type is None or _catches(h.type) for node in tries for h in node.handlers)


def _sets_retries(node: Any) -> bool:
    names = [target.id for target in node.targets if isinstance(target, tree.Name)]
    return "autoretry_for" in names and node.value is not None and _catches(node.value)


def _registers(node: Any) -> bool:
    name = tree.last_name(node.function)
    if name == "FastAPI" or name == "Starlette":
        table = next((a.value for a in node.arguments if a.keyword == "exception_handlers"), None)
        return isinstance(table, tree.DictDisplay) and any(
            key is not None and _catches(key) for key, _ in table.entries
        )
    if name not in _REGISTER:
        return False
    return any(_catches(argument.value) for argument in node.arguments[:1]) or any(
        _catches(argument.value)
        for argument in node.arguments
        if argument.keyword in ("code_or_exception", "exc_class_or_status_code")
    )


def _catches(node: Any) -> bool:
    if isinstance(node, tree.Sequence):
        return any(_catches(element) for element in node.elements)
    name = (dotted_name(node) or "").rsplit(".", 1)[-1]
    return name in _CATCH_ALL or name in API_ERROR


def _looks_at_errors(function: Any, must: bool) -> bool:
    """Whether a handler asks for the SDK's errors; one that asks for nothing at all takes everything."""
    asked = [
        n
        for n in tree.walk(function.body)
        if isinstance(n, tree.Call) and getattr(n.function, "id", "") == "isinstance"
    ]
    if not asked:
        return not must
    return any(_catches(call.arguments[1].value) for call in asked if len(call.arguments) > 1)


def _wraps_the_application(node: Any) -> bool:
    """A middleware that calls the rest of the application inside of a `try` that catches everything."""
    calls = [n for n in tree.walk(node.body) if isinstance(n, tree.Call)]
    names = {tree.last_name(call.function) for call in calls}
    return bool(names & _WRAPPED) and any(h.type is None or _catches(h.type) for h in node.handlers)


def _names_handlers(node: Any) -> bool:
    for inner in tree.walk(node.value):
        if isinstance(inner, tree.DictDisplay):
            for key, _ in inner.entries:
                if key is not None and not isinstance(key, tree.Constant) and _catches(key):
                    return True
    return False
