"""Who catches what a call raises on a 401: the `try` statements that are around it while it runs, in its callers too."""

from __future__ import annotations

import builtins
from typing import Any

from cko_lint import values as v
from cko_lint.evidence.dropped import is_dropped
from cko_lint.evidence.emptiness import ValueOf
from cko_lint.evidence.places import place_of
from cko_lint.facts import GUARDED, HANDLER, UNGUARDED, Occurrence, Place
from cko_lint.interpreter import external, judgments, lookup, variables
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Guard
from cko_lint.logic.terms import Term
from cko_lint.models import packages
from cko_lint.models.observed import Observed
from cko_lint.models.stdlib.logs import LOG_METHODS
from cko_lint.syntax import tree

_BUILTIN = frozenset(
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
)
_EVERYTHING = frozenset({"Exception", "BaseException", "ExceptionGroup", "BaseExceptionGroup"})
_OURS = ("urllib", "checkout_sdk")  # whose errors these are
API_ERROR = frozenset(
    {"CheckoutApiException", "CheckoutException", "CheckoutSdkError", "AuthenticationError", "ApiError"}
)
TOKEN_ERROR = frozenset({"CheckoutAuthorizationException", "CheckoutException", "CheckoutSdkError"})


def failing(engine: Engine, observed: Observed, exchange: Any, names: frozenset[str], node: Any) -> None:
    """A refused request raises here: notes the handler that drops it, and the retries that repeat it."""
    if engine.path.is_undecidable:
        return
    dropped = _dropper(engine, names, frozenset(), node)
    if dropped is not None and exchange.swallowed is None:
        exchange.dropper, exchange.swallowed = dropped
    observed.retries += retries(engine, names)
    exchange.raised_in = tuple(id(guard.node) for guard in engine.stack.guards)


def raised_for_status(engine: Engine, exchange: Any, value: v.Value, node: Any) -> None:
    """The program itself raises something because a request was refused; each of what that can be has to be dropped."""
    droppers = [_dropper(engine, *_of_error(alternative.content), node) for alternative in value]
    first = droppers[0] if droppers else None
    if first is not None and all(other is not None and other[0] is first[0] for other in droppers):
        exchange.dropper, exchange.swallowed = first


def _of_error(content: Any) -> tuple[frozenset[str], frozenset[Any]]:
    """Returns the names of an error's classes that are not the project's, and the classes that are."""
    names = {"Exception", "BaseException"}
    own: set[Any] = set()
    cls = content.cls if isinstance(content, v.Instance) else content
    if isinstance(cls, v.ClassValue):
        bases = lookup.mro(cls)
        own.update(base for base in bases if isinstance(base, v.ClassValue))
        names.update(base.name.rsplit(".", 1)[-1] for base in bases if isinstance(base, v.External))
    elif isinstance(content, Term) and content.kind == "call" and isinstance(content.parts[0], v.External):
        names.add(content.parts[0].name.rsplit(".", 1)[-1])
    elif isinstance(content, v.External):
        names.add(content.name.rsplit(".", 1)[-1])
    return frozenset(names), frozenset(own)


def swallower(engine: Engine, names: frozenset[str], node: Any) -> tuple[Guard, Place] | None:
    """Returns what catches an exception of the call `node` for certain, and drops it, with the place of its handler."""
    return _dropper(engine, names, frozenset(), node)


def _dropper(engine: Engine, names: frozenset[str], own: frozenset[Any], node: Any) -> tuple[Guard, Place] | None:
    for guard in reversed(engine.stack.guards):
        for index, caught in enumerate(guard.caught):
            contents = [a.content for a in caught] if caught is not None else []
            if caught is None or any(_surely_catches(content, names, own) for content in contents):
                handler = guard.handlers[index] if guard.handlers else None
                if handler is not None and passes_on(handler):
                    break
                translated = _translated(engine, guard, handler) if handler is not None else None
                if translated is not None:
                    names, own = translated
                    break
                dropped = (handler is not None or guard.drops) and is_dropped(
                    guard, handler, node, _names_of(engine, guard)
                )
                return (guard, place_of(guard.module, handler or guard.node)) if dropped else None
            if any(catches(content, names) for content in contents):
                return None
    return None


def _names_of(engine: Engine, guard: Guard) -> ValueOf:
    """Returns what tells the values of names where the handlers of a `try` are."""
    return lambda name: (variables.find(engine, guard.frame, name.id) if guard.frame is not None else None) or ()


def _translated(engine: Engine, guard: Guard, handler: Any) -> tuple[frozenset[str], frozenset[Any]] | None:
    """Returns what a handler makes of an exception, if it does nothing with it but raise another one."""
    *before, last = handler.body
    if (
        not isinstance(last, tree.Raise)
        or last.value is None
        or guard.frame is None
        or not all(map(_only_takes, before))
    ):
        return None
    made = last.value.function if isinstance(last.value, tree.Call) else last.value
    if not isinstance(made, (tree.Name, tree.Attribute)):
        return None
    found = judgments.evaluate(engine, made, guard.frame)
    content = found[0].content if len(found) == 1 else None
    is_class = isinstance(content, v.ClassValue) or (isinstance(content, v.External) and content.name in _BUILTIN)
    return _of_error(content) if is_class and getattr(content, "name", "") not in _ENDING else None


_ENDING = frozenset({"GeneratorExit", "KeyboardInterrupt", "SystemExit"})
_TAKING = frozenset({"dict", "format", "get", "getattr", "int", "join", "repr", "str"})


def _only_takes(statement: Any) -> bool:
    """Whether a statement takes something from an error, or from elsewhere, and reports nothing."""
    calls = [node for node in tree.walk(statement) if isinstance(node, tree.Call)]
    return isinstance(statement, (tree.Assign, tree.Pass)) and all(tree.last_name(c.function) in _TAKING for c in calls)


def _surely_catches(content: Any, names: frozenset[str], own: frozenset[Any] = frozenset()) -> bool:
    if isinstance(content, v.Collection):
        return any(_surely_catches(a.content, names, own) for item in content.items for a in item)
    if isinstance(content, v.ClassValue):
        return content in own
    name = external.external_name(content)
    if name is None:
        return False
    last = name.rsplit(".", 1)[-1]
    return last in names or last in ("Exception", "BaseException")


def retries(engine: Engine, names: frozenset[str]) -> list[Occurrence]:
    """Returns the retries around what runs that repeat it after an exception of the given names."""
    found = []
    for guards, retry in engine.stack.retries:
        inside = engine.stack.guards[guards:]
        caught = any(_stops(guard, index, names) for guard in inside for index in range(len(guard.caught)))
        if not caught and any(_surely_catches(a.content, names) for a in retry.types):
            found.append(Occurrence(place_of(retry.module, retry.node), retry.what))
    call = _retry_in_handler(engine, names)
    return [*found, call] if call is not None else found


def _retry_in_handler(engine: Engine, names: frozenset[str]) -> Occurrence | None:
    """Returns the `self.retry()` of a Celery task, if the handler that catches the exceptions asks for nothing before."""
    for guard in reversed(engine.stack.guards):
        for index, caught in enumerate(guard.caught):
            if caught is not None and not any(
                catches(a.content, names) or _surely_catches(a.content, names) for a in caught
            ):
                continue
            handler = guard.handlers[index] if guard.handlers else None
            sure = caught is None or any(_surely_catches(a.content, names) for a in caught)
            call = _final_retry(handler.body) if handler is not None and sure else None
            if call is not None and _is_in_bound_task(guard.module.parsed.body, call):
                return Occurrence(place_of(guard.module, call), "Celery")
            return None
    return None


def _final_retry(body: list[Any]) -> Any:
    *before, last = body
    value = getattr(last, "value", None)
    method = value.function if isinstance(value, tree.Call) else None
    if not all(_only_notes(statement) for statement in before):
        return None
    is_retry = isinstance(method, tree.Attribute) and method.name == "retry" and isinstance(method.base, tree.Name)
    return value if is_retry else None


def _only_notes(statement: Any) -> bool:
    """Whether a statement logs, or keeps something without a call: another function might look at the error, and raise."""
    calls = [node for node in tree.walk(statement) if isinstance(node, tree.Call)]
    if isinstance(statement, tree.Assign):
        return not calls
    is_log = bool(calls) and tree.last_name(calls[0].function) in {*LOG_METHODS, "print"}
    return isinstance(statement, tree.Expression) and (is_log or not calls)


def _is_in_bound_task(body: list[Any], call: Any) -> bool:
    """Whether a call is one of the first parameter of a function that is a task, which gets itself."""
    for node in tree.walk(body, lambda _: False):  # the one around the call has been run
        if isinstance(node, tree.Function) and node.parameters and node.parameters[0].name == call.function.base.id:
            if node.deferred is None and any(inner is call for inner in tree.walk(node.body)):
                return any(_binds(decorator) for decorator in node.decorators) or _is_of_task_class(body, call)
    return False


def _is_of_task_class(body: list[Any], call: Any) -> bool:
    """Whether a call stands in a method of a class that is derived from `Task`."""
    for node in tree.walk(body, lambda _: False):
        if isinstance(node, tree.Class) and any(tree.last_name(base).endswith("Task") for base in node.bases):
            methods = [m for m in node.body if isinstance(m, tree.Function) and m.deferred is None]
            if any(inner is call for method in methods for inner in tree.walk(method.body)):
                return True
    return False


def _binds(decorator: Any) -> bool:
    if not isinstance(decorator, tree.Call) or tree.last_name(decorator.function) not in ("task", "shared_task"):
        return False
    return any(a.keyword == "bind" and getattr(a.value, "value", False) is True for a in decorator.arguments)


def _stops(guard: Guard, index: int, names: frozenset[str]) -> bool:
    """Whether a handler may keep an exception from what is around its `try`."""
    caught = guard.caught[index]
    if guard.handlers and passes_on(guard.handlers[index]):
        return False
    return caught is None or any(_surely_catches(a.content, names) or catches(a.content, names) for a in caught)


def passes_on(handler: Any) -> bool:
    """Whether a handler raises what it has caught, whatever that is."""
    last = handler.body[-1] if handler.body else None
    if not isinstance(last, tree.Raise) or last.value is not None:
        return False
    leaving = (tree.Return, tree.Continue, tree.Break, tree.Raise)
    return not any(isinstance(inner, leaving) and inner is not last for inner in tree.walk(handler.body))


def raising(engine: Engine, observed: Observed, exchange: Any, names: frozenset[str], node: Any) -> None:
    """Notes who catches the exception of a call that has just been made."""
    exchange.outcome = GUARDED if catcher(engine, names) is not None else UNGUARDED
    exchange.note_check(HANDLER, handler_of(engine, names))
    failing(engine, observed, exchange, names, node)


def catcher(engine: Engine, names: frozenset[str]) -> Guard | None:
    """Returns the innermost `try` around what runs that catches an exception of the given names, or None."""
    for guard in reversed(engine.stack.guards):
        for caught in guard.caught:
            if caught is None or any(catches(a.content, names) for a in caught):
                return guard
    return None


def handler_of(engine: Engine, names: frozenset[str]) -> Place | None:
    """Returns the place of the innermost handler around what runs that catches an exception of the given names."""
    for guard in reversed(engine.stack.guards):
        for index, caught in enumerate(guard.caught):
            if caught is None or any(catches(a.content, names) for a in caught):
                return place_of(guard.module, guard.handlers[index] if guard.handlers else guard.node)
    return None


def is_guarded(engine: Engine, names: frozenset[str]) -> bool:
    """Whether a `try` catches what is raised by what runs, which is where its result is fetched."""
    inside = engine.stack.guards[engine.stack.here :]
    return any(caught is None or any(catches(a.content, names) for a in caught) for g in inside for caught in g.caught)


def catches(content: Any, names: frozenset[str]) -> bool:
    """Whether what an `except` names catches the exception; what is not known counts as catching it."""
    if isinstance(content, v.Collection):
        return content.open or any(catches(a.content, names) for item in content.items for a in item)
    if isinstance(content, v.ClassValue):
        return False
    name = external.external_name(content)
    if name is None:
        return True
    first, last = name.split(".")[0], name.rsplit(".", 1)[-1]
    if last in _EVERYTHING:
        return True
    if first not in _OURS and packages.is_known(name):
        return False
    if last in names:
        return True
    return name not in _BUILTIN and first not in _OURS
