"""Decorators: those of the project are called, of the others it is known what they make of a function."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from typing import Any

from cko_lint.flow import calls, classes, expressions, managers
from cko_lint.flow import values as v
from cko_lint.flow.engine import Arguments, Engine, Frame, Guard, Retry
from cko_lint.flow.predicates import holds_for_refused
from cko_lint.logic.terms import Term
from cko_lint.syntax import tree

# What a decorator makes of a function, by the decorator's full name.
_FLAGS = {
    "property": "property", "functools.cached_property": "property", "django.utils.functional.cached_property": "property",
    "cached_property.cached_property": "property", "werkzeug.utils.cached_property": "property",
    "staticmethod": "static", "classmethod": "class", "contextlib.contextmanager": "context",
    "contextlib.asynccontextmanager": "context", "pytest.fixture": "fixture", "pytest_asyncio.fixture": "fixture",
    "abc.abstractmethod": "abstract", "pydantic.computed_field": "property",
}  # fmt: skip


_CACHES = ("functools.lru_cache", "functools.cache", "async_lru.alru_cache", "cachetools.cached", "cachetools.func.")
MOCKS = (
    "responses.",
    "respx.",
    "requests_mock",
    "aioresponses",
    "unittest.mock.patch",
    "mock.patch",
    "httpretty",
    "vcr",
    "pook",
    "pytest_httpx",
    "betamax",
    "httmock",
)


def decorate(
    engine: Engine, decorator: Any, function: v.FunctionValue, value: v.Value, frame: Frame, node: Any
) -> v.Value:
    """Returns what a decorator makes of a function; one from outside the project leaves it as it is, with a note on it."""
    if isinstance(decorator, tree.Attribute) and decorator.name in ("setter", "deleter", "getter"):
        return _accessor(function, decorator, frame)
    applied = _applied(engine, decorator, frame)
    if _is_cache(engine, decorator, frame):
        function.flags |= {"cached"}
    for alternative in applied:
        content = alternative.content
        if _is_of_project(content):
            wrapped = calls.call(engine, v.only(content), Arguments([value], {}), node, frame)
            for made in wrapped:
                if isinstance(made.content, v.FunctionValue) and made.content is not function:
                    made.content.wrapped = made.content.wrapped or function
            if any(isinstance(a.content, (v.FunctionValue, v.Instance, v.Partial)) for a in wrapped):
                return wrapped
            return value
        if isinstance(content, v.Instance) and managers.exit_handles(content):
            function.guards.append(Guard(node, frame.module, [], [None]))
            return value
    if isinstance(decorator, tree.Call):
        function.guards += managers.guards_of_manager(engine, decorator, frame)
        _note_autoretry(engine, decorator, function, frame, node)
    retry = retry_of(engine, decorator, applied, frame)
    if retry is not None:
        function.retries.append(retry)
    flag = flag_of(engine, applied)
    if flag is not None:
        function.flags |= {flag}
    elif any(may_catch(engine, alternative.content) for alternative in applied):
        function.guards.append(Guard(node, frame.module, [], [v.unknown("caught", id(decorator))]))
    return value


def _applied(engine: Engine, decorator: Any, frame: Frame) -> v.Value:
    """Returns what is applied to a function; what makes it is never a bystander."""
    if isinstance(decorator, tree.Call):
        callee = expressions.evaluate(engine, decorator.function, frame)
        if any(isinstance(alternative.content, v.Bystander) for alternative in callee):
            arguments = calls.arguments_of(engine, decorator, frame)
            return calls.call(engine, v.known(callee), arguments, decorator, frame)
    return v.known(expressions.evaluate(engine, decorator, frame))


def _is_of_project(content: Any) -> bool:
    """Whether a decorator is code of the project that can be called."""
    if isinstance(content, v.Instance):
        return classes.find(content.cls, "__call__") is not None
    if isinstance(content, v.Bound):
        return content.function is not None
    return isinstance(content, (v.FunctionValue, v.ClassValue, v.Partial))


def _note_autoretry(engine: Engine, decorator: tree.Call, function: v.FunctionValue, frame: Frame, node: Any) -> None:
    """Notes what `@app.task(autoretry_for=…)` repeats."""
    given = {argument.keyword: argument.value for argument in decorator.arguments if argument.keyword}
    if "autoretry_for" in given and "dont_autoretry_for" not in given and not _is_number(given.get("max_retries"), 0):
        retried = expressions.evaluate(engine, given["autoretry_for"], frame)
        function.guards.append(Guard(node, frame.module, [], [retried]))
        function.retries.append(Retry(decorator, frame.module, retried, "Celery"))


def _is_cache(engine: Engine, decorator: Any, frame: Frame) -> bool:
    """Whether a function gives the same again when it is called again with the same arguments."""
    named = decorator.function if isinstance(decorator, tree.Call) else decorator
    names = [external_name(alternative.content) for alternative in expressions.evaluate(engine, named, frame)]
    return any(name is not None and (name.startswith(_CACHES) or name.endswith(".cached_property")) for name in names)


def may_catch(engine: Engine, content: Any) -> bool:
    """Whether something from outside the project is not known to let through what is raised inside of it."""
    if isinstance(content, v.Bound) and isinstance(content.receiver, v.FunctionValue) and content.name == "register":
        return True  # of a `singledispatch`
    called = content.parts[0] if isinstance(content, Term) and content.kind == "call" and content.parts else content
    if isinstance(called, Term) and called.kind == "global":
        return True  # of a module that cannot be found
    name = external_name(content)
    return name is not None and not (name in dir(builtins) or engine.models.lets_through(name))


def retry_of(engine: Engine, decorator: Any, applied: v.Value, frame: Frame) -> Retry | None:
    """Returns what `tenacity.retry` and `backoff.on_exception` repeat; None where a predicate of the project decides."""
    name = next((n for a in applied if (n := external_name(a.content)) is not None), "")
    if not isinstance(decorator, tree.Call) and not any(isinstance(a.content, v.External) for a in applied):
        return None  # made elsewhere, with arguments that are not in sight
    arguments = decorator.arguments if isinstance(decorator, tree.Call) else []
    keywords = {argument.keyword: argument.value for argument in arguments if argument.keyword}
    if _is_number(keywords.get("max_tries"), 1) or _stops_at_once(keywords.get("stop")):
        return None
    if name in ("tenacity.retry", "tenacity.asyncio.retry"):
        types = v.only(v.External("Exception"))
        if "retry" in keywords:
            found = list(_retried(engine, keywords["retry"], frame))
            if not found:
                return None
            types = v.union(found)
        return Retry(decorator, frame.module, types, "tenacity")
    if name == "backoff.on_exception" and not _gives_up(engine, keywords.get("giveup"), frame):
        given = keywords.get("exception") or next((a.value for a in arguments[1:2] if not a.keyword), None)
        if given is not None:
            return Retry(decorator, frame.module, expressions.evaluate(engine, given, frame), "backoff")
    return None


def _retried(engine: Engine, condition: Any, frame: Frame) -> Iterator[v.Value]:
    """Yields the exceptions for which tenacity repeats: one of several conditions joined by `|` is enough."""
    if isinstance(condition, tree.Binary) and condition.operator == "|":
        yield from _retried(engine, condition.left, frame)
        yield from _retried(engine, condition.right, frame)
    elif isinstance(condition, tree.Call) and tree.last_name(condition.function) == "retry_any":
        for argument in condition.arguments:
            yield from _retried(engine, argument.value, frame)
    elif isinstance(condition, tree.Call) and tree.last_name(condition.function) == "retry_if_exception_type":
        if condition.arguments:
            yield expressions.evaluate(engine, condition.arguments[0].value, frame)
        else:
            yield v.only(v.External("Exception"))
    elif isinstance(condition, tree.Call) and condition.arguments:
        name, argument = tree.last_name(condition.function), condition.arguments[0].value
        if name == "retry_if_exception":
            predicates = expressions.evaluate(engine, argument, frame)
            if any(holds_for_refused(engine, a.content) for a in predicates):
                yield v.only(v.External("Exception"))
        elif name in ("retry_if_not_exception_type", "retry_unless_exception_type"):
            classes_ = argument.elements if isinstance(argument, tree.Sequence) else [argument]
            if all(tree.last_name(cls) in _NEVER_OF_A_REQUEST for cls in classes_):
                yield v.only(v.External("Exception"))


_NEVER_OF_A_REQUEST = ("AttributeError", "KeyError", "KeyboardInterrupt", "LookupError", "TypeError", "ValueError")


def _gives_up(engine: Engine, predicate: Any, frame: Frame) -> bool:
    """Whether backoff may give up after a 401: a predicate that is not understood may."""
    if predicate is None:
        return False
    found = expressions.evaluate(engine, predicate, frame)
    return any(holds_for_refused(engine, alternative.content) is not False for alternative in found)


def _is_number(node: Any, number: int) -> bool:
    return isinstance(node, tree.Constant) and node.value == number and not isinstance(node.value, bool)


def _stops_at_once(node: Any) -> bool:
    """Whether `stop=stop_after_attempt(1)`: nothing is repeated."""
    is_call = isinstance(node, tree.Call) and tree.last_name(node.function) == "stop_after_attempt"
    return is_call and bool(node.arguments) and _is_number(node.arguments[0].value, 1)


def flag_of(engine: Engine, decorator: v.Value) -> str | None:
    """Returns what a decorator from outside the project makes of a function, if that matters here."""
    for alternative in decorator:
        name = external_name(alternative.content)
        if name is None:
            continue
        if name in _FLAGS:
            return _FLAGS[name]
        if name.startswith(MOCKS):
            return "mocked"
        if name.endswith((".fixture",)):
            return "fixture"
    return None


def external_name(content: Any) -> str | None:
    """Returns the full name of something external, also of the result of calling it."""
    if isinstance(content, v.External):
        return content.name
    if isinstance(content, v.Bound) and not isinstance(content.receiver, (v.Instance, v.LibraryObject)):
        holder = external_name(content.receiver)
        return f"{holder}.{content.name}" if holder is not None else None
    symbolic = getattr(content, "kind", None)
    if symbolic in ("call", "member") and content.parts:
        first = content.parts[0]
        name = external_name(first)
        if symbolic == "member" and name is not None:
            return f"{name}.{content.parts[1]}"
        return name
    return None


def _accessor(function: v.FunctionValue, decorator: Any, frame: Frame) -> v.Value:
    name = decorator.base.id if isinstance(decorator.base, tree.Name) else ""
    existing = frame.names.get(name, ())
    if decorator.name == "setter":
        frame.names[f"{name}.setter"] = v.only(function)
    return existing or v.only(function)
