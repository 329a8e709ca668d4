"""What repeats a call, as it is made: `retry(…)`, `Retrying(…)`, `on_exception(…)`, and the conditions that they are given.

A policy is put on a function, called with one, or gone over: `for attempt in Retrying(…)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call, Retry
from cko_lint.interpreter.imports import dotted_name
from cko_lint.models.retries.predicates import holds_for_refused
from cko_lint.models.stdlib.logs import LOG_METHODS
from cko_lint.project.modules import Module
from cko_lint.syntax import tree

EVERY_ERROR = v.only(v.External("Exception"))
Model = Callable[[Engine, Call], "v.Value | None"]


class Policy(v.LibraryObject):
    """What repeats a call after some errors, and after results for which a predicate holds, as it was made at a place.

    `runs` if it calls what it is called with, `is_quiet` if the last error does not come through.
    """

    __slots__ = ("errors", "is_quiet", "made", "results", "runs", "what")

    def __init__(self, what: str, made: Call, errors: v.Value | None, results: v.Value | None = None) -> None:
        self.what = what
        self.made = made
        self.errors = errors
        self.results = results
        self.runs = False
        self.is_quiet = False

    def retries(self, node: Any, module: Module) -> Iterator[Retry]:
        """Yields what repeats whatever it is put on at a place."""
        if self.errors is not None or self.results is not None:
            yield Retry(node, module, self.errors or (), self.what, self.results)

    def call_method(self, engine: Engine, name: str, call: Any, receiver: Any) -> v.Value | None:
        """Calls it with a function."""
        given = call.arguments.positional
        if name in ("__call__", "call", "wraps") and given:
            repeated = self.repeating(given[0], call)
            if not self.runs or name == "wraps":
                return repeated
            rest = Arguments(given[1:], call.arguments.keywords, call.arguments.open)
            return judgments.call(engine, repeated, rest, call.node, call.frame)
        return v.only(self) if name == "copy" else None

    def repeating(self, functions: v.Value, call: Call) -> v.Value:
        """Returns functions that are as they were, and are repeated."""
        retries = list(self.retries(call.node, call.frame.module))
        return tuple(v.Alternative(_with(a.content, retries), a.condition, a.origin) for a in functions)

    def elements(self, engine: Engine) -> v.Value:
        """What a loop over it gets: its attempts."""
        return v.only(engine.new(Attempt(self)))


class Attempt(v.LibraryObject):
    """One attempt of a loop over a policy."""

    __slots__ = ("policy",)

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def repeats(self) -> Retry | None:
        """What repeats the body of `with attempt:`, where the policy was made."""
        made = self.policy.made
        return next(self.policy.retries(made.node, made.frame.module), None)


class Condition(v.LibraryObject):
    """A condition of tenacity: the errors for which it holds, and a predicate over results."""

    __slots__ = ("errors", "results")

    def __init__(self, errors: v.Value | None, results: v.Value | None = None) -> None:
        self.errors = errors
        self.results = results

    def call_method(self, engine: Engine, name: str, call: Any, receiver: Any) -> v.Value | None:
        """Joins it with another one: `one | other`."""
        return _joined(engine, [self, _only(call.arguments.positional[0])]) if name == "__or__" else None


def _with(content: Any, retries: list[Retry]) -> Any:
    if isinstance(content, v.Bound) and isinstance(content.function, v.FunctionValue):
        return v.Bound(content.receiver, content.name, _with(content.function, retries))
    if not isinstance(content, v.FunctionValue):
        return content
    made = v.FunctionValue(content.node, content.module, content.closure, content.defaults, content.flags)
    made.made_at, made.base = content.made_at, content.base
    made.owner, made.guards, made.wrapped = content.owner, content.guards, content.wrapped
    made.retries = [*content.retries, *retries]
    return made


def _policy(
    engine: Engine, made: Call, what: str, errors: v.Value | None, results: v.Value | None = None,
    runs: bool = False, is_quiet: bool = False,
) -> v.Value:  # fmt: skip
    policy: Policy = engine.new(Policy(what, made, errors, results))
    policy.runs, policy.is_quiet = runs, is_quiet
    return v.only(policy)


def _only(value: v.Value | None) -> Any:
    return value[0].content if value is not None and len(value) == 1 else None


# --------------------------------------------------------------------- tenacity


def _tenacity(runs: bool) -> Model:
    def model(engine: Engine, made: Call) -> v.Value | None:
        given = made.arguments.keywords
        if made.arguments.positional and not runs:
            return None  # `retry(function)`
        errors, results = _chosen(given)
        if made.arguments.open or _stops_at_once(given.get("stop")) or _looks_after(given):
            errors = results = None
        return _policy(engine, made, "tenacity", errors, results, runs, is_quiet="retry_error_callback" in given)

    return model


def _chosen(given: dict[str, v.Value]) -> tuple[v.Value | None, v.Value | None]:
    """Returns the errors, and the predicate over results, that a condition says are repeated."""
    if "retry" not in given:
        return EVERY_ERROR, None
    condition = _only(given["retry"])
    return (condition.errors, condition.results) if isinstance(condition, Condition) else (None, None)


_BETWEEN = ("before_sleep", "before", "after", "on_backoff", "sleep")


def _looks_after(given: dict[str, v.Value]) -> bool:
    """Whether something that is done between two tries may mend what was wrong: it may fetch another token."""
    contents = [a.content for name in _BETWEEN for a in given.get(name, ())]
    contents += [a.content for c in contents if isinstance(c, v.Collection) for item in c.items for a in item]
    return any(not _only_tells(content) for content in contents)


def _only_tells(content: Any) -> bool:
    if content is None or isinstance(content, v.Collection):
        return True
    if not isinstance(content, v.FunctionValue):
        name = external.external_name(content)
        return name is not None and name.rsplit(".", 1)[-1] in _TELLING
    names = {parameter.name for parameter in content.node.parameters}
    calls = [node for node in tree.walk(content.node.body) if isinstance(node, tree.Call)]
    return all(
        tree.last_name(call.function) in {*LOG_METHODS, *_TELLING}
        or (dotted_name(call.function) or "").split(".")[0] in names
        for call in calls
    )


_TELLING = frozenset(
    {"after_log", "before_log", "before_sleep_log", "format", "getLogger", "get_logger", "inc", "increment", "isinstance", "labels",
     "print", "repr", "round", "sleep", "str", "type"}
)  # fmt: skip


def _stops_at_once(stop: v.Value | None) -> bool:
    """Whether `stop=stop_after_attempt(1)`: nothing is repeated."""
    content = _only(stop)
    name = external.external_name(content) or ""
    return name.endswith("stop_after_attempt") and content.parts[1] == (1,)


def _condition(engine: Engine, errors: v.Value | None, results: v.Value | None = None) -> v.Value:
    return v.only(engine.new(Condition(errors, results)))


def _of_type(engine: Engine, made: Call) -> v.Value:
    return _condition(engine, made.arguments.get(0, "exception_types") or EVERY_ERROR)


def _of_other_types(engine: Engine, made: Call) -> v.Value:
    excluded = _names(made.arguments.get(0, "exception_types"))
    return _condition(engine, EVERY_ERROR if excluded and excluded <= _NEVER_OF_A_REQUEST else None)


def _names(types: v.Value | None) -> set[str]:
    """Returns the last names of classes; that of one which is not known is empty."""
    contents = [a.content for a in types or ()]
    contents = [
        a.content for c in contents if isinstance(c, v.Collection) for item in c.items for a in item
    ] or contents
    return {(external.external_name(content) or "").rsplit(".", 1)[-1] for content in contents}


_NEVER_OF_A_REQUEST = {"AttributeError", "KeyError", "KeyboardInterrupt", "LookupError", "TypeError", "ValueError"}


def _by_predicate(engine: Engine, made: Call) -> v.Value:
    predicates = made.arguments.get(0, "predicate") or ()
    holds = any(holds_for_refused(engine, alternative.content) for alternative in predicates)
    return _condition(engine, EVERY_ERROR if holds else None)


def _by_result(engine: Engine, made: Call) -> v.Value:
    return _condition(engine, None, made.arguments.get(0, "predicate"))


def _any_of(engine: Engine, made: Call) -> v.Value:
    return _joined(engine, [_only(value) for value in made.arguments.positional])


def _joined(engine: Engine, conditions: list[Any]) -> v.Value:
    """Returns the condition that holds if one of several does."""
    known = [condition for condition in conditions if isinstance(condition, Condition)]
    errors = v.union(condition.errors or () for condition in known)
    results = v.union(condition.results or () for condition in known)
    return _condition(engine, errors or None, results or None)


# ------------------------------------------------------------------------ others


def _on_exception(engine: Engine, made: Call) -> v.Value:
    """`backoff.on_exception(wait, errors, …)`."""
    given = made.arguments.keywords
    errors = made.arguments.get(1, "exception")
    predicates = [a.content for a in given.get("giveup", ()) if a.content is not None]
    gives_up = any(holds_for_refused(engine, predicate) is not False for predicate in predicates)
    if _only(given.get("max_tries")) == 1 or gives_up or _looks_after(given):
        errors = None
    return _policy(engine, made, "backoff", errors, is_quiet=_only(given.get("raise_on_giveup")) is False)


def _on_predicate(engine: Engine, made: Call) -> v.Value:
    return _policy(engine, made, "backoff", None, made.arguments.get(1, "predicate"))


def _stamina(runs: bool) -> Model:
    def model(engine: Engine, made: Call) -> v.Value:
        errors = made.arguments.keywords.get("on")
        content = _only(errors)
        if _only(made.arguments.keywords.get("attempts")) == 1:
            errors = None
        elif isinstance(content, v.FunctionValue):
            errors = EVERY_ERROR if holds_for_refused(engine, content) else None
        return _policy(engine, made, "stamina", errors, None, runs)

    return model


def _retrying(engine: Engine, made: Call) -> v.Value | None:
    """`retrying.retry(…)`."""
    given = made.arguments.keywords
    if made.arguments.positional:
        return None
    wanted = given.get("retry_on_exception", ())
    holds = not wanted or any(holds_for_refused(engine, a.content) for a in wanted)
    if "retry_on_result" in given and not wanted:
        return _policy(engine, made, "retrying", None, given["retry_on_result"])
    is_once = _only(given.get("stop_max_attempt_number")) == 1
    return _policy(
        engine,
        made,
        "retrying",
        EVERY_ERROR if holds and not is_once else None,
        given.get("retry_on_result"),
    )


def _actor(engine: Engine, made: Call) -> v.Value | None:
    """`dramatiq.actor(max_retries=3)`: every error, unless it is told which ones not."""
    given = made.arguments.keywords
    times = _only(given.get("max_retries"))
    chooses = any(name in given for name in ("retry_when", "throws"))
    return (
        _policy(engine, made, "dramatiq", EVERY_ERROR) if isinstance(times, int) and times > 0 and not chooses else None
    )


CALLS: dict[str, Model] = {
    **{f"tenacity.{name}": _tenacity(runs=False) for name in ("retry", "asyncio.retry")},
    **{f"tenacity.{name}": _tenacity(runs=True) for name in ("Retrying", "AsyncRetrying", "asyncio.AsyncRetrying")},
    "tenacity.retry_if_exception_type": _of_type,
    "tenacity.retry_if_not_exception_type": _of_other_types,
    "tenacity.retry_unless_exception_type": _of_other_types,
    "tenacity.retry_if_exception": _by_predicate,
    "tenacity.retry_if_result": _by_result,
    "tenacity.retry_any": _any_of,
    "backoff.on_exception": _on_exception,
    "backoff.on_predicate": _on_predicate,
    "stamina.retry": _stamina(runs=False),
    "stamina.retry_context": _stamina(runs=True),
    "retrying.retry": _retrying,
    "dramatiq.actor": _actor,
}
"""What makes a policy or a condition, by its full name."""


def bare(name: str) -> str | None:
    """Returns who repeats a function that a decorator of this full name is put on without arguments."""
    if name in ("tenacity.retry", "tenacity.asyncio.retry"):
        return "tenacity"
    return "retrying" if name == "retrying.retry" else None
