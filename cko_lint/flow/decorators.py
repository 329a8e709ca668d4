"""Decorators: those of the project are called, of the others it is known what they make of a function."""

from __future__ import annotations

from typing import Any

from cko_lint.flow import external, judgments, lookup, managers, retries
from cko_lint.flow import values as v
from cko_lint.flow.arguments import arguments_of
from cko_lint.flow.engine import Arguments, Engine, Frame, Guard
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
            wrapped = judgments.call(engine, v.only(content), Arguments([value], {}), node, frame)
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
        retries.note_autoretry(engine, decorator, function, frame, node)
    retry = retries.retry_of(engine, decorator, applied, frame)
    if retry is not None:
        function.retries.append(retry)
    flag = flag_of(engine, applied)
    if flag is not None:
        function.flags |= {flag}
    elif any(external.may_catch(engine, alternative.content) for alternative in applied):
        function.guards.append(Guard(node, frame.module, [], [v.unknown("caught", id(decorator))]))
    return value


def _applied(engine: Engine, decorator: Any, frame: Frame) -> v.Value:
    """Returns what is applied to a function; what makes it is never a bystander."""
    if isinstance(decorator, tree.Call):
        callee = judgments.evaluate(engine, decorator.function, frame)
        if any(isinstance(alternative.content, v.Bystander) for alternative in callee):
            arguments = arguments_of(engine, decorator, frame)
            return judgments.call(engine, v.known(callee), arguments, decorator, frame)
    return v.known(judgments.evaluate(engine, decorator, frame))


def _is_of_project(content: Any) -> bool:
    """Whether a decorator is code of the project that can be called."""
    if isinstance(content, v.Instance):
        return lookup.find(content.cls, "__call__") is not None
    if isinstance(content, v.Bound):
        return content.function is not None
    return isinstance(content, (v.FunctionValue, v.ClassValue, v.Partial))


def _is_cache(engine: Engine, decorator: Any, frame: Frame) -> bool:
    """Whether a function gives the same again when it is called again with the same arguments."""
    named = decorator.function if isinstance(decorator, tree.Call) else decorator
    names = [external.external_name(alternative.content) for alternative in judgments.evaluate(engine, named, frame)]
    return any(name is not None and (name.startswith(_CACHES) or name.endswith(".cached_property")) for name in names)


def flag_of(engine: Engine, decorator: v.Value) -> str | None:
    """Returns what a decorator from outside the project makes of a function, if that matters here."""
    for alternative in decorator:
        name = external.external_name(alternative.content)
        if name is None:
            continue
        if name in _FLAGS:
            return _FLAGS[name]
        if name.startswith(external.MOCKS):
            return "mocked"
        if name.endswith((".fixture",)):
            return "fixture"
    return None


def _accessor(function: v.FunctionValue, decorator: Any, frame: Frame) -> v.Value:
    name = decorator.base.id if isinstance(decorator.base, tree.Name) else ""
    existing = frame.names.get(name, ())
    if decorator.name == "setter":
        frame.names[f"{name}.setter"] = v.only(function)
    return existing or v.only(function)
