"""What is repeated: functions that a policy is put on or called with, and what stands in a loop over one."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence import status
from cko_lint.evidence.places import place_of
from cko_lint.facts import Occurrence
from cko_lint.interpreter import judgments, lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame, Guard, Retry
from cko_lint.logic.terms import Term
from cko_lint.models.http.responses import Response
from cko_lint.models.observed import Observed
from cko_lint.models.retries import policies, queues
from cko_lint.syntax import tree


def note(engine: Engine, function: v.FunctionValue, decorator: Any, applied: v.Value, frame: Frame) -> None:
    """Notes on a function what a decorator repeats; `applied` is what is applied to it."""
    if isinstance(decorator, tree.Call):
        _note_autoretry(engine, decorator, function, frame)
        queues.note(engine, function, decorator, applied, frame)
    for alternative in applied:
        content = alternative.content
        what = policies.bare(content.name) if isinstance(content, v.External) else None
        if what is not None:
            function.retries.append(Retry(decorator, frame.module, policies.EVERY_ERROR, what))
        if isinstance(content, policies.Policy):
            function.retries += content.retries(decorator, frame.module)
            if content.is_quiet:
                function.guards.append(Guard(function.node, frame.module, [], [None]))


# ------------------------------------------------------------------------- Celery


def _note_autoretry(engine: Engine, decorator: tree.Call, function: v.FunctionValue, frame: Frame) -> None:
    """Notes what `@app.task(autoretry_for=…)` repeats, or what its `base=` says."""
    given = {argument.keyword: argument.value for argument in decorator.arguments if argument.keyword}
    if "dont_autoretry_for" in given or _is_number(given.get("max_retries"), 0):
        return
    if "autoretry_for" in given:
        _repeat_task(function, judgments.evaluate(engine, given["autoretry_for"], frame), decorator, frame)
    elif "base" in given:
        for alternative in judgments.evaluate(engine, given["base"], frame):
            cls = alternative.content
            found = _autoretry_of(cls) if isinstance(cls, v.ClassValue) else None
            if found is not None:
                _repeat_task(function, *found)


def note_class(engine: Engine, cls: v.ClassValue) -> None:
    """Notes what the class of a task says is repeated, on the `run` of that class."""
    found = _autoretry_of(cls)
    if found is None:
        return
    for alternative in cls.attributes.get("run", ()):
        if isinstance(alternative.content, v.FunctionValue):
            _repeat_task(alternative.content, *found)


def _repeat_task(function: v.FunctionValue, retried: v.Value, node: Any, frame: Frame) -> None:
    function.guards.append(Guard(function.node, frame.module, [], [retried]))
    function.retries.append(Retry(node, frame.module, retried, "Celery"))


def _autoretry_of(cls: v.ClassValue) -> tuple[v.Value, Any, Any] | None:
    """Returns the errors that a task's class says are repeated, the statement that says so, and where that is."""
    retried = lookup.find(cls, "autoretry_for")
    if retried is None or lookup.find(cls, "dont_autoretry_for") is not None:
        return None
    for base in lookup.mro(cls):
        for statement in base.node.body if isinstance(base, v.ClassValue) else ():
            names = (
                [tree.last_name(target) for target in statement.targets] if isinstance(statement, tree.Assign) else []
            )
            if "autoretry_for" in names:
                return retried, statement, base
    return None


def _is_number(node: Any, number: int) -> bool:
    return isinstance(node, tree.Constant) and node.value == number and not isinstance(node.value, bool)


# ------------------------------------------------------------------------ results


def returned(engine: Engine, observed: Observed, retry: Retry, value: v.Value, node: Any, frame: Frame) -> None:
    """A function that is repeated has returned something: a predicate of the policy may hold for what a 401 gives."""
    for alternative in value:
        response = alternative.content
        if not isinstance(response, Response) or response.exchange is None or retry.results is None:
            continue
        said = judgments.call(engine, retry.results, Arguments([v.only(response)], {}), node, frame)
        engine.diverged = False
        if any(_is_of_refusals(a.content, response.status) for a in said):
            observed.retries.append(Occurrence(place_of(retry.module, retry.node), retry.what))


def _is_of_refusals(outcome: Any, status_term: Term) -> bool:
    """Whether the outcome of a predicate is true for a 401, and not for each success."""
    if not (isinstance(outcome, Term) and status_term in outcome.sources):
        return False
    accepted = [status.evaluate(outcome, status_term, code) for code in status.SUCCESSES]
    return status.evaluate(outcome, status_term, 401) is True and not all(accepted)
