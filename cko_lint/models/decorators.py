"""What decorators of libraries make of functions: properties, fixtures, caches, what is guarded and what is repeated."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.terms import Term
from cko_lint.models.mocks import MOCKS
from cko_lint.models.retries import retries
from cko_lint.models.settings import options
from cko_lint.syntax import tree

# What a decorator makes of a function, by the decorator's full name.
_FLAGS = {
    "property": "property", "functools.cached_property": "property", "django.utils.functional.cached_property": "property",
    "cached_property.cached_property": "property", "werkzeug.utils.cached_property": "property",
    "staticmethod": "static", "classmethod": "class", "contextlib.contextmanager": "context",
    "contextlib.asynccontextmanager": "context", "pytest.fixture": "fixture", "pytest_asyncio.fixture": "fixture",
    "twisted.internet.defer.inlineCallbacks": "awaiting", "tornado.gen.coroutine": "awaiting", "asyncio.coroutine": "awaiting",
    "abc.abstractmethod": "abstract", "pydantic.computed_field": "property",
}  # fmt: skip


# What they make of a function is called in another way, or gives something else.
_WRAPPING = ("wrapt.", "decorator.", "toolz.curry", "cytoolz.curry", "huey.", "functools.singledispatch")
_VALIDATING = (".field_validator", ".model_validator", ".root_validator", ".validator", ".validates")
_CACHES = ("functools.lru_cache", "functools.cache", "async_lru.alru_cache", "cachetools.cached", "cachetools.func.")


def decorate(engine: Engine, function: v.FunctionValue, decorator: Any, applied: v.Value, frame: Frame) -> bool:
    """Notes on a function what a decorator does with it; returns whether it is one that makes something else of it.

    `applied` is what is applied to the function, of `@retry(…)` what the call gives.
    """
    if _is_cache(engine, decorator, frame):
        function.flags |= {"cached"}
    for alternative in applied:
        if isinstance(alternative.content, options.Option):
            alternative.content.decorate(function)
        if isinstance(alternative.content, v.Bound) and alternative.content.name == "default":
            _make_default(alternative.content.receiver, function)
    retries.note(engine, function, decorator, applied, frame)
    flag = _flag_of(applied)
    if flag is not None:
        function.flags |= {flag}
    return flag is not None


def _is_validator_of_field(content: Any) -> bool:
    """Whether a decorator is `@x.validator`, of a field `x` of attrs."""
    if isinstance(content, Term):
        return content.kind == "attribute" and content.parts[1] == "validator"
    is_field = isinstance(content, v.Bound) and isinstance(content.receiver, v.Field)
    return is_field and content.name == "validator"


def _make_default(field: Any, function: v.FunctionValue) -> None:
    """`@session.default` of attrs: a method makes the default of a field."""
    if isinstance(field, v.Field):
        field.made_by = function


def _is_cache(engine: Engine, decorator: Any, frame: Frame) -> bool:
    """Whether a function gives the same again when it is called again with the same arguments."""
    named = decorator.function if isinstance(decorator, tree.Call) else decorator
    names = [external.external_name(alternative.content) for alternative in judgments.evaluate(engine, named, frame)]
    return any(name is not None and (name.startswith(_CACHES) or name.endswith(".cached_property")) for name in names)


def _flag_of(decorator: v.Value) -> str | None:
    """Returns what a decorator from outside the project makes of a function, if that matters here."""
    for alternative in decorator:
        name = external.external_name(alternative.content)
        if _is_validator_of_field(alternative.content):
            return "validator"
        if name is None:
            continue
        if name in _FLAGS:
            return _FLAGS[name]
        if name.startswith(MOCKS):
            return "mocked"
        if name.startswith(_WRAPPING):
            return "wrapped"
        if name.endswith((".fixture",)):
            return "fixture"
        if name.endswith(_VALIDATING):
            return "validator"
    return None
