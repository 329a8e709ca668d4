"""Jobs that a queue runs again: `@huey.task(retries=3)`, `@job("low", retry=Retry(max=3))`, `queue.enqueue(f, retry=Retry(max=3))`."""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint import values as v
from cko_lint.interpreter import external, futures, judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call, Frame, Retry
from cko_lint.logic.terms import Term
from cko_lint.models.retries.policies import EVERY_ERROR, Model, Policy
from cko_lint.syntax import tree

_ENQUEUING = {"enqueue": 0, "enqueue_at": 1, "enqueue_in": 1}
_OF_THE_QUEUE = frozenset(
    {"retry", "job_timeout", "timeout", "result_ttl", "ttl", "failure_ttl", "job_id", "depends_on", "description", "meta",
     "at_front", "on_success", "on_failure", "on_stopped", "connection", "repeat"}
)  # fmt: skip


def note(engine: Engine, function: v.FunctionValue, decorator: tree.Call, applied: v.Value, frame: Frame) -> None:
    """Notes on a function that a queue runs it again."""
    given = {argument.keyword: argument.value for argument in decorator.arguments if argument.keyword}
    if "retry" in given:
        function.retries += _of_rq(judgments.evaluate(engine, given["retry"], frame))
    if "retries" in given and any(_is_of_huey(alternative.content) for alternative in applied):
        times = judgments.evaluate(engine, given["retries"], frame)
        if all(isinstance(a.content, int) and a.content > 0 for a in times) and not _may_cancel(frame):
            function.retries.append(Retry(decorator, frame.module, EVERY_ERROR, "huey"))


def enqueued(engine: Engine, name: str, made: Call) -> v.Value | None:
    """`queue.enqueue(f, …, retry=Retry(max=3))`: the worker runs it, again and again; None for anything else."""
    at = _ENQUEUING.get(name.rpartition(".")[2])
    policies = made.arguments.keywords.get("retry", ())
    if at is None or len(made.arguments.positional) <= at or not any(_is_rq(a.content) for a in policies):
        return None
    repeated = made.arguments.positional[at]
    for alternative in policies:
        if isinstance(alternative.content, Policy):
            repeated = alternative.content.repeating(repeated, alternative.content.made)  # it stands where it was made
    keywords = {key: value for key, value in made.arguments.keywords.items() if key not in _OF_THE_QUEUE}
    rest = Arguments(made.arguments.positional[at + 1 :], keywords, made.arguments.open)
    return futures.started(engine, lambda: judgments.call(engine, repeated, rest, made.node, made.frame))


def _of_rq(value: v.Value) -> Iterator[Retry]:
    for alternative in value:
        policy = alternative.content
        if isinstance(policy, Policy) and policy.what == "rq":
            yield from policy.retries(policy.made.node, policy.made.frame.module)


def _is_rq(content: object) -> bool:
    return isinstance(content, Policy) and content.what == "rq"


def _is_of_huey(content: object) -> bool:
    """Whether a decorator is one of a queue of huey, or of what it has for Django."""
    named = content.parts[0] if isinstance(content, Term) and content.kind == "call" and content.parts else content
    return (external.external_name(named) or "").startswith("huey.")


def _may_cancel(frame: Frame) -> bool:
    """Whether a module decides by itself that some errors are not worth another try."""
    return b"CancelExecution" in frame.module.source


def _retry(engine: Engine, made: Call) -> v.Value:
    return v.only(engine.new(Policy("rq", made, EVERY_ERROR)))


CALLS: dict[str, Model] = {"rq.Retry": _retry, "rq.job.Retry": _retry}
