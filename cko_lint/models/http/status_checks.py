"""What the program's tests, errors and messages tell of the status of a response."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.evidence import status
from cko_lint.interpreter.engine import Engine
from cko_lint.logic.conditions import Condition, evaluate, tests_of
from cko_lint.logic.terms import Term
from cko_lint.models import handling
from cko_lint.models.observed import Observed
from cko_lint.models.sending import UNDECIDED, Sending


def refused_gets_here(engine: Engine, mark: Term) -> bool:
    """Whether a 401 can be on the path that is being run: what only other statuses reach tells nothing of it.

    Where the path is that of one of several objects, only those that have this response count.
    """

    def is_about(condition: Condition) -> bool:
        return any(mark in test.sources for test, _ in tests_of(condition))

    return evaluate(engine.path, lambda test: _if_refused(test, mark), is_about) is not False


def holds_for_refused(condition: Condition, mark: Term) -> bool:
    """Whether a condition can hold for a response whose status is 401."""
    return _holds_for(condition, mark, 401)


def _holds_for(condition: Condition, mark: Term, code: int) -> bool:
    return evaluate(condition, lambda test: _if_status(test, mark, code)) is not False


def _if_refused(test: Term, mark: Term) -> bool | None:
    """Returns how a test comes out if the status of a response is 401; None if that does not tell."""
    return _if_status(test, mark, 401)


def _if_status(test: Term, mark: Term, code: int) -> bool | None:
    value = status.evaluate(test, mark, code) if mark in test.sources else None
    return bool(value) if isinstance(value, (bool, int)) else None


def asserted(observed: Observed, condition: Condition) -> None:
    """The program asserts something: where that holds for a refusal and for no success, the refusal is what it wants."""
    for mark in {mark for test, _ in tests_of(condition) for mark in test.sources}:
        sending = observed.by_mark.get(mark)
        if sending is not None and holds_for_refused(condition, mark):
            wants = not any(_holds_for(condition, mark, code) for code in status.SUCCESSES)
            sending.wants_refusal = sending.wants_refusal or wants


def narrowed(engine: Engine, observed: Observed, before: Condition) -> None:
    """Less reaches what runs now: where a 401 has been among what has raised, the response is checked."""
    for mark in {mark for test, _ in tests_of(engine.path) for mark in test.sources}:
        sending = observed.by_mark.get(mark)
        is_open = sending is not None and not sending.checked and not engine.path.is_undecidable
        if sending is not None and is_open and not holds_for_refused(engine.path, mark):
            if holds_for_refused(before, mark):
                _check(engine, sending)


def tested(engine: Engine, observed: Observed, test: Term) -> None:
    """The program branches on a test: if that tells a 401 from a success, the response is checked."""
    for mark, sending in _asked_of(engine, observed, test):
        _judge(engine, sending, test, mark)


def handed_on(engine: Engine, observed: Observed, content: Term, reason: str) -> None:
    """A status, or a test of one, is given to somebody."""
    for mark, sending in _asked_of(engine, observed, content):
        if content is mark or content.kind in ("text", "formatted", "text of", "call"):
            _check(engine, sending)
        else:
            _judge(engine, sending, content, mark)


def _asked_of(engine: Engine, observed: Observed, content: Term) -> Iterator[tuple[Term, Sending]]:
    """Yields the responses whose status is in something, where a refused one can get here."""
    for mark in content.sources:
        sending = observed.by_mark.get(mark)
        if sending is not None and refused_gets_here(engine, mark):
            yield mark, sending


def raised(engine: Engine, observed: Observed, value: v.Value, node: Any) -> None:
    """The program raises an error: where only a refused response gets here, because of that."""
    for mark, sending in _refused_here(engine, observed):
        if not sending.is_reported:
            possible = [a for a in v.feasible(value, engine.path) if holds_for_refused(a.condition, mark)]
            handling.raised_for_status(engine, sending, tuple(possible), node)


def reported(engine: Engine, observed: Observed) -> None:
    """The program prints or logs something: where only a refused response gets here, somebody learns of it."""
    for _, sending in _refused_here(engine, observed):
        sending.is_reported = True


def _refused_here(engine: Engine, observed: Observed) -> Iterator[tuple[Term, Sending]]:
    """Yields the responses whose status has led here, if a refused one can get here."""
    for mark in {mark for test, _ in tests_of(engine.path) for mark in test.sources}:
        sending = observed.by_mark.get(mark)
        if sending is not None and engine.path.is_undecidable:
            sending.escaped = sending.escaped or UNDECIDED
        elif sending is not None and refused_gets_here(engine, mark):
            yield mark, sending


def _check(engine: Engine, sending: Sending) -> None:
    sending.checked = True
    if sending.dropper not in engine.stack.guards:
        sending.swallowed = None


def _judge(engine: Engine, sending: Sending, test: Term, mark: Term) -> None:
    verdict = status.judge(test, mark)
    if verdict == status.TELLS:
        _check(engine, sending)
    elif verdict == status.TELLS_NO_CONTENT:
        sending.no_content_test = test
