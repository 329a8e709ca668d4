"""What decorators repeat: tenacity, backoff and Celery."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame, Guard, Retry
from cko_lint.models.retries.predicates import holds_for_refused
from cko_lint.syntax import tree


def note(engine: Engine, function: v.FunctionValue, decorator: Any, applied: v.Value, frame: Frame) -> None:
    """Notes on a function what a decorator repeats; `applied` is what is applied to it."""
    if isinstance(decorator, tree.Call):
        _note_autoretry(engine, decorator, function, frame)
        _note_giving_up(function, decorator, frame)
    retry = _retry_of(engine, decorator, applied, frame)
    if retry is not None:
        function.retries.append(retry)


def _note_giving_up(function: v.FunctionValue, decorator: tree.Call, frame: Frame) -> None:
    """Notes that the last error does not come through: `raise_on_giveup=False`, `retry_error_callback=…`."""
    given = {argument.keyword: argument.value for argument in decorator.arguments if argument.keyword}
    quiet = given.get("raise_on_giveup")
    if "retry_error_callback" in given or (isinstance(quiet, tree.Constant) and quiet.value is False):
        function.guards.append(Guard(function.node, frame.module, [], [None]))


def _note_autoretry(engine: Engine, decorator: tree.Call, function: v.FunctionValue, frame: Frame) -> None:
    """Notes what `@app.task(autoretry_for=…)` repeats."""
    given = {argument.keyword: argument.value for argument in decorator.arguments if argument.keyword}
    if "autoretry_for" in given and "dont_autoretry_for" not in given and not _is_number(given.get("max_retries"), 0):
        retried = judgments.evaluate(engine, given["autoretry_for"], frame)
        function.guards.append(Guard(function.node, frame.module, [], [retried]))
        function.retries.append(Retry(decorator, frame.module, retried, "Celery"))


def _retry_of(engine: Engine, decorator: Any, applied: v.Value, frame: Frame) -> Retry | None:
    """Returns what `tenacity.retry` and `backoff.on_exception` repeat; None where a predicate of the project decides."""
    name = next((n for a in applied if (n := external.external_name(a.content)) is not None), "")
    if not isinstance(decorator, tree.Call) and not any(isinstance(a.content, v.External) for a in applied):
        return None  # made elsewhere, with arguments that are not known
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
            return Retry(decorator, frame.module, judgments.evaluate(engine, given, frame), "backoff")
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
            yield judgments.evaluate(engine, condition.arguments[0].value, frame)
        else:
            yield v.only(v.External("Exception"))
    elif isinstance(condition, tree.Call) and condition.arguments:
        name, argument = tree.last_name(condition.function), condition.arguments[0].value
        if name == "retry_if_exception":
            predicates = judgments.evaluate(engine, argument, frame)
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
    found = judgments.evaluate(engine, predicate, frame)
    return any(holds_for_refused(engine, alternative.content) is not False for alternative in found)


def _is_number(node: Any, number: int) -> bool:
    return isinstance(node, tree.Constant) and node.value == number and not isinstance(node.value, bool)


def _stops_at_once(node: Any) -> bool:
    """Whether `stop=stop_after_attempt(1)`: nothing is repeated."""
    is_call = isinstance(node, tree.Call) and tree.last_name(node.function) == "stop_after_attempt"
    return is_call and bool(node.arguments) and _is_number(node.arguments[0].value, 1)
