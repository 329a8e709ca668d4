"""Handlers that a project registers for a whole application: what they catch, no call has to guard.

A registration gives a handler to a framework: by the exception's class (`@app.errorhandler(CheckoutApiException)`),
or by a name that says what it is for (`@router.errors()`, `def on_failure` of a Celery task). What is around everything,
such as a middleware, is in `boundaries.py`.
"""

from __future__ import annotations

import builtins
import os
import re
from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import lookup
from cko_lint.interpreter.imports import dotted_name
from cko_lint.models import packages
from cko_lint.models.frameworks import boundaries
from cko_lint.models.frameworks.own_names import OwnNames, assigns
from cko_lint.models.handling import API_ERROR
from cko_lint.project.modules import Module, Project
from cko_lint.sources.path_roles import is_test
from cko_lint.syntax import tree

_NEEDLES = (
    *(name.encode("utf-8", "surrogatepass") for name in sorted(API_ERROR)),
    b"error_handler", b"errorhandler", b"errors(", b"exception_handler", b"EXCEPTION_HANDLER", b"excepthook", b"on_failure_callback", b"expected_exceptions",
    b"process_exception", b"handle_exception", b"handle_error", b"write_error", b"command_error", b"on_failure",
    b"on_error", b"task_failure", b"event_handler", b"failure_hook", b"process_errors", b"SIGNAL_ERROR", b"_ERROR", b"_FAILURE", b"_FAILED", b"handler500", b"autoretry_for", *boundaries.NEEDLES,
)  # fmt: skip
_FAILURE = re.compile(r"error|exception|failure|excepthook", re.IGNORECASE)
_HANDLING_METHOD = re.compile(
    r"(on|handle|process|write|report|dispatch)_(\w+_)?(errors?|exceptions?|failures?)|\w+_command_error"
)
_REGISTERING = re.compile(r"(add|set|register|install|use)_(\w+_)?(error|exception|failure)_?handlers?|errorhandler")
_HANDLER_KEYWORD = re.compile(
    r"(exception|error)_?handlers?|on_error|on_failure|on_failure_callback|errback|expected_exceptions"
)
_SUBSCRIBING = ("add_listener", "listen", "subscribe", "connect", "on", "add_handler")
_EVENT = re.compile(r"(?:^|_)(?:ERROR|EXCEPTION|FAILURE|FAILED)$")
_OF_ONE_CALL = re.compile(
    r"retry|raises|suppress|on_exception|isinstance|issubclass|patch|mock|cast|union|optional|typevar|log|print|breaker",
    re.IGNORECASE,
)
_APP_WIDE_TASK = re.compile(rb"\btask_cls\b|\.Task\s*=")
_EVERYTHING = frozenset({"Exception", "BaseException"})
_ABSTRACT = frozenset({"ABC", "object", "Protocol", "Generic", "NamedTuple", "BaseModel", "Enum", "TestCase", "dict"})
_DJANGO_AND_REST = ("process_exception", "exception_handler", "custom_exception_handler", "handle_exception")
_RESPONSE = re.compile(r"\w*Response|jsonify")


def _may_handle(body: tree.Deferred) -> bool:
    return any(needle.decode() in body.text for needle in _NEEDLES)


class ProjectHandlers:
    """The handlers below some project roots, looked for when a call is first found unguarded."""

    def __init__(self, project: Project, tops: set[str], called: set[int]) -> None:
        self._project = project
        self._tops = tops
        self._called = called
        self._own = OwnNames(project)
        self._any: bool | None = None
        self._wrapped: set[str] = set()
        self._are_tasks_handled = False

    def handles(self, root: Any) -> bool:
        """Whether the project handles the SDK's errors for all, or for the function that the engine started from."""
        if self._any is None:
            modules = list(self._modules())
            self._any = any(self._handled_in(module) for module in modules) or self._is_surrounded(modules)
        is_handled_task = self._are_tasks_handled and _is_task(root)
        return self._any or is_handled_task or getattr(root, "name", "") in self._wrapped

    def _modules(self) -> Iterator[Module]:
        for top in sorted(self._tops):
            for path in self._project.containing(top, _NEEDLES):
                module = self._project.load(path) if not is_test(os.path.basename(path)) else None
                if module is not None:
                    yield module

    def _is_surrounded(self, modules: list[Module]) -> bool:
        wrappers, factories = set[str](), set[str]()
        for module in modules:
            for boundary in boundaries.of(module.parsed.body, catches, self._own.made_elsewhere(module)):
                if boundary.wrapper is not None:
                    wrappers.add(boundary.wrapper)
                    factories.update(filter(None, (boundary.factory,)))
                elif boundary.function is None or id(boundary.function) not in self._called:
                    return True
        wrappers |= {
            name for user in self._naming(factories) for name in boundaries.made_by(user.parsed.body, factories)
        }
        for user in self._naming(wrappers):
            for wrapped in boundaries.applied(user.parsed.body, wrappers):
                if wrapped is None:
                    return True
                self._wrapped.add(wrapped)
        return False

    def _naming(self, names: set[str]) -> Iterator[Module]:
        """Yields the modules whose text has one of the names."""
        needles = tuple(name.encode("utf-8", "surrogatepass") for name in sorted(names))
        for top in sorted(self._tops) if needles else ():
            yield from map(self._project.load, self._project.containing(top, needles))

    def _handled_in(self, module: Module) -> bool:
        return any(self._is_handler(node, module) for node in tree.walk(module.parsed.body, _may_handle))

    def _is_handler(self, node: Any, module: Module) -> bool:
        if isinstance(node, tree.Call):
            return self._registers(node, module)
        if isinstance(node, tree.Function):
            named = node.name in _DJANGO_AND_REST and _looks_at_errors(node, must=node.name != "process_exception")
            return named or any(self._registers_by_name(d, node, module) for d in node.decorators)
        if isinstance(node, tree.Class):
            foreign = any(_may_be_subclassed(base) and self._dispatches(base, module) for base in node.bases)
            if not (foreign and any(_handles_by_name(statement) for statement in node.body)):
                return False
            if any(
                tree.last_name(base) == "Task" for base in node.bases
            ):  # Celery's: for the tasks that it is the base of
                self._wrapped.update(self._tasks_of(node.name))
                return any(_APP_WIDE_TASK.search(module.source) for module in self._modules())
            return True
        if isinstance(node, tree.Assign):
            names = {dotted_name(target) for target in node.targets}
            is_urls = os.path.basename(module.path) == "urls.py"
            return (
                _sets_retries(node)
                or bool({"sys.excepthook", "threading.excepthook"} & set(names))
                or (is_urls and "handler500" in names)
            )
        if isinstance(node, tree.DictDisplay):
            return any(key is not None and self._is_entry(key, value, module) for key, value in node.entries)
        return False

    def _tasks_of(self, cls: str) -> Iterator[str]:
        """Yields the names of the functions that a class is the `base=` of, and `run`, which is the class's own."""
        yield "run"
        for top in sorted(self._tops):
            for path in self._project.containing(top, (cls.encode("utf-8", "surrogatepass"),)):
                module = self._project.load(path)
                for node in tree.walk(module.parsed.body, lambda _: False) if module is not None else ():
                    for decorator in node.decorators if isinstance(node, tree.Function) else ():
                        arguments = decorator.arguments if isinstance(decorator, tree.Call) else []
                        if any(a.keyword == "base" and tree.last_name(a.value) == cls for a in arguments):
                            yield node.name

    def _is_entry(self, key: Any, value: Any, module: Module) -> bool:
        if not isinstance(key, tree.Constant):
            return catches(key)
        if key.value == "on_failure_callback":
            return True
        if key.value == "autoretry_for":
            return catches(value)
        return key.value == "EXCEPTION_HANDLER" and isinstance(value, tree.Constant) and self._answers(value, module)

    def _answers(self, named: tree.Constant, module: Module) -> bool:
        """Whether the handler that Django REST framework is told to use answers the SDK's errors."""
        path, _, name = str(named.value).rpartition(".")
        if path.startswith("rest_framework"):
            return False
        home = self._project.named(path, module) if path else module
        if home is None:
            return True
        found = [n for n in home.parsed.body if isinstance(n, tree.Function) and n.name == name]
        return not found or _looks_at_errors(found[-1], must=True) or _builds_response(found[-1].body)

    def _dispatches(self, base: Any, module: Module) -> bool:
        """Whether a base is not the project's, and gives its subclasses the errors of others than itself."""
        name = named_in(module, base)
        return not self._own.are(base, module) and (name is None or not packages.handles_its_own(name))

    def _registers(self, node: Any, module: Module) -> bool:
        name = tree.last_name(node.function)
        if _is_of_tasks(dotted_name(node.function) or ""):
            self._are_tasks_handled = True
            return False
        if not name or _OF_ONE_CALL.search(name) or not _may_register(node, name):
            return False
        callee = named_in(module, node.function)
        if name in _STARTING_ONE or (callee is not None and packages.handles_its_own(callee)):
            self._wrapped.update(_functions_in(node))  # for what it is given along with
            return False
        if name in _SUBSCRIBING and any(self._is_own_event(argument.value, module) for argument in node.arguments):
            return False
        return not self._own.are(node.function, module)

    def _is_own_event(self, node: Any, module: Module) -> bool:
        """Whether an event is one that the project has made up, such as that of a payment that has failed."""
        is_named = _EVENT.search(tree.last_name(node)) is not None
        return is_named and self._own.are(node, module)

    def _registers_by_name(self, decorator: Any, function: Any, module: Module) -> bool:
        """`@router.errors()`, `@task_failure.connect`, and `@bot.event` of a function whose name says so."""
        call = decorator if isinstance(decorator, tree.Call) else None
        name = dotted_name(call.function if call is not None else decorator) or ""
        if call is not None and any(_is_class(argument.value) for argument in call.arguments):
            return False  # what it is given decides, which `_may_register` sees
        if call is not None and name.rpartition(".")[2] in ("signal", "event_handler"):
            of_errors = any(_EVENT.search(tree.last_name(argument.value)) for argument in call.arguments)
            return of_errors and _looks_at_errors(function, must=False)
        by_name = _HANDLING_METHOD.fullmatch(function.name) and name.endswith((".event", ".listener", ".listen"))
        if not (by_name or _REGISTERED.search(name)) or name.split(".")[0] in ("pytest", "self"):
            return False
        if _is_of_tasks(name):
            self._are_tasks_handled = True
            return False
        full = named_in(module, call.function if call is not None else decorator)
        if full is not None and packages.handles_its_own(full):
            return False
        return _looks_at_errors(function, must=False)


def named_in(module: Module, node: Any) -> str | None:
    """Returns the full name of what an expression means in a module, by its imports, or by what makes the object it is of."""
    dotted = dotted_name(node)
    if dotted is None:
        return None
    first, _, rest = dotted.partition(".")
    for found in tree.walk(module.parsed.body, lambda body: f"import {first}" in body.text):
        if isinstance(found, tree.ImportFrom) and not found.level:
            for name, alias in found.names:
                if (alias or name) == first:
                    return ".".join(filter(None, (found.module, name, rest)))
        if isinstance(found, tree.Import):
            for name, alias in found.names:
                if alias == first or (alias is None and name.split(".")[0] == first):
                    return ".".join(filter(None, (name if alias else first, rest)))
        if isinstance(found, tree.Assign) and assigns(found, first) and isinstance(found.value, tree.Call):
            made_by = dotted_name(found.value.function) or first
            return named_in(module, found.value.function) if made_by.split(".")[0] != first else None
    return None


# Calls that start one function: a handler of errors that is given along is for that one.
_STARTING_ONE = ("apply_async", "enqueue", "enqueue_at", "enqueue_call", "enqueue_in", "send_with_options", "subscribe")
_TASK = ("task", "shared_task", "periodic_task", "actor")


def _is_of_tasks(name: str) -> bool:
    """Whether a dotted name connects to a signal of Celery, which is sent for tasks only."""
    return re.search(r"(^|\.)task_(failure|retry|internal_error|unknown|rejected)\.connect$", name) is not None


def _is_task(root: Any) -> bool:
    """Whether what the engine was started on is a task of a queue, or the method of one."""
    decorators = getattr(root, "decorators", [])
    names = {tree.last_name(getattr(decorator, "function", decorator)) for decorator in decorators}
    return bool(names & set(_TASK)) or getattr(root, "name", "") == "run"


def _functions_in(call: Any) -> Iterator[str]:
    """Yields the names that a call is given, also those of a method's object and in lists."""
    for argument in call.arguments:
        for node in tree.walk(argument.value):
            if isinstance(node, (tree.Name, tree.Attribute)):
                yield tree.last_name(node)


_REGISTERED = re.compile(
    r"(^|\.)(errors|error|exception|failure|errorhandler|failure_hook|on_error_default|\w*_failure\.connect|\w*_error\.connect|exception_handler)$"
)
_BUILT_IN = frozenset(dir(builtins))
_DISPATCHERS = ("dispatch", "dispatch_request", "handle_exception", "__call__", "full_dispatch_request")


def dispatches_guarded(receiver: Any) -> bool:
    """Whether an object's class runs its methods through one of its own that catches, or is decorated, for all."""
    if not isinstance(receiver, v.Instance):
        return False
    for base in lookup.mro(receiver.cls):
        if isinstance(base, v.External) and not packages.lets_through(base.name) and base.name not in _BUILT_IN:
            return True
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


def catches(node: Any, everything: bool = True) -> bool:
    """Whether an expression names a class that the SDK's errors are of; `everything` counts `Exception` too."""
    if isinstance(node, tree.Sequence):
        return any(catches(element, everything) for element in node.elements)
    name = (dotted_name(node) or "").rsplit(".", 1)[-1]
    return name in API_ERROR or (everything and name in _EVERYTHING)


def _may_register(node: Any, name: str) -> bool:
    """Whether a call gives something to be called for errors: by their class, by a keyword, an event, or its own name."""
    for argument in node.arguments:
        if argument.keyword and _HANDLER_KEYWORD.fullmatch(argument.keyword):
            if not isinstance(argument.value, (tree.Constant, tree.DictDisplay)):
                return True
        if _CATCHES_UNHANDLED.search(name) and _is_for_unhandled(argument.value):
            return True
        positional = argument.keyword in (None, "code_or_exception", "exc_class_or_status_code", "context")
        if positional and catches(argument.value, everything=_FAILURE.search(name) is not None):
            return True
    if name in _SUBSCRIBING and any(_EVENT.search(tree.last_name(argument.value)) for argument in node.arguments):
        return True
    if _REGISTERING.fullmatch(name) is None or not node.arguments:
        return False
    return not any(_is_class(argument.value) for argument in node.arguments)


# Flask's and FastAPI's, which give an error that was not handled to the handler for a status of 500.
_CATCHES_UNHANDLED = re.compile(r"errorhandler|register_error_handler|exception_handler")


def _is_for_unhandled(node: Any) -> bool:
    if isinstance(node, tree.Constant):
        return bool(node.value == 500)
    return tree.last_name(node) == "InternalServerError"


def _is_class(node: Any) -> bool:
    """Whether an argument is a class, by its name, or the number of a status."""
    if isinstance(node, tree.Constant):
        return isinstance(node.value, int) and not isinstance(node.value, bool)
    if isinstance(node, tree.Sequence):
        return any(_is_class(element) for element in node.elements)
    name = tree.last_name(node)
    return name[:1].isupper() and not name.isupper()


def _may_be_subclassed(base: Any) -> bool:
    """Whether a base is a class whose owner may call the methods of its subclasses."""
    return tree.last_name(base) not in ("", *_ABSTRACT)


def _handles_by_name(statement: Any) -> bool:
    if not isinstance(statement, tree.Function) or not _HANDLING_METHOD.fullmatch(statement.name):
        return False
    return len(statement.parameters) > 1 and _looks_at_errors(statement, must=False)


def _is_method_decorator(node: Any) -> bool:
    return isinstance(node, tree.Call) and (dotted_name(node.function) or "").rsplit(".", 1)[-1] == "method_decorator"


def _catches_in(function: Any) -> bool:
    tries = [node for node in tree.walk(function.body) if isinstance(node, tree.Try)]
    return any(h.type is None or catches(h.type) for node in tries for h in node.handlers)


def _sets_retries(node: Any) -> bool:
    return assigns(node, "autoretry_for") and node.value is not None and catches(node.value)


def _looks_at_errors(function: Any, must: bool) -> bool:
    """Whether a handler asks for the SDK's errors; one that asks for nothing at all takes everything."""
    asked = [
        n
        for n in tree.walk(function.body)
        if isinstance(n, tree.Call) and tree.last_name(n.function) in ("isinstance", "issubclass")
    ]
    if not asked:
        return not must
    return any(catches(call.arguments[1].value) for call in asked if len(call.arguments) > 1)


def _builds_response(body: list[Any]) -> bool:
    """Whether statements make a response of their own, other than for errors that they ask for."""
    for statement in body:
        if isinstance(statement, tree.If) and any(
            isinstance(n, tree.Call) and tree.last_name(n.function) == "isinstance" for n in tree.walk(statement.test)
        ):
            if _builds_response(statement.orelse):
                return True
            continue
        calls = [n for n in tree.walk(statement) if isinstance(n, tree.Call)]
        if any(_RESPONSE.fullmatch(tree.last_name(call.function)) for call in calls):
            return True
    return False
