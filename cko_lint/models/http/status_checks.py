"""What the program's tests, errors and messages tell of the status of a response."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.evidence import status
from cko_lint.interpreter.engine import Engine
from cko_lint.logic.algebra import implies
from cko_lint.logic.conditions import Condition, alternatives_of, evaluate, tests_of, when
from cko_lint.logic.terms import Term
from cko_lint.models import handling
from cko_lint.models.exchanges import UNDECIDED, Exchange
from cko_lint.models.observed import Observed


def refused_gets_here(engine: Engine, status_term: Term) -> bool:
    """Whether a 401 can be on the path that is being run: what only other statuses reach tells nothing of it.

    Where the path is that of one of several objects, only those that have this response count.
    """
    return _gets_there(engine.path, status_term, 401)


def _gets_there(condition: Condition, status_term: Term, code: int) -> bool:

    def is_about(inner: Condition) -> bool:
        return any(status_term in test.sources for test, _ in tests_of(inner))

    return evaluate(condition, lambda test: _if_status(test, status_term, code), is_about) is not False


def holds_for_refused(condition: Condition, status_term: Term) -> bool:
    """Whether a condition can hold for a response whose status is 401."""
    return _holds_for(condition, status_term, 401)


def _holds_for(condition: Condition, status_term: Term, code: int) -> bool:
    return evaluate(condition, lambda test: _if_status(test, status_term, code)) is not False


def _statuses_in(condition: Condition) -> set[Term]:
    """Returns the statuses that a condition is about, also if it is one of several objects that has the response."""
    found = {status_term for test, _ in tests_of(condition) for status_term in test.sources}
    for inner in alternatives_of(condition):
        for status_term in {term for test, _ in tests_of(inner) for term in test.sources} - found:
            if not any(_gets_there(condition, status_term, code) for code in status.SUCCESSES):
                found.add(status_term)
    return found


def _if_status(test: Term, status_term: Term, code: int) -> bool | None:
    value = status.evaluate(test, status_term, code) if status_term in test.sources else None
    return bool(value) if isinstance(value, (bool, int)) else None


def asserted(observed: Observed, condition: Condition) -> None:
    """The program asserts something: where that holds for a refusal and for no success, the refusal is what it wants."""
    for status_term in {status_term for test, _ in tests_of(condition) for status_term in test.sources}:
        exchange = observed.by_status.get(status_term)
        if exchange is not None and holds_for_refused(condition, status_term):
            wants = not any(_holds_for(condition, status_term, code) for code in status.SUCCESSES)
            exchange.wants_refusal = exchange.wants_refusal or wants


def narrowed(engine: Engine, observed: Observed, before: Condition) -> None:
    """Less reaches what runs now: where a 401 has been among what has raised, the response is checked."""
    for status_term in {status_term for test, _ in tests_of(engine.path) for status_term in test.sources}:
        exchange = observed.by_status.get(status_term)
        is_open = exchange is not None and not exchange.checked and not engine.path.is_undecidable
        if exchange is not None and is_open and not holds_for_refused(engine.path, status_term):
            if holds_for_refused(before, status_term):
                _check(engine, exchange)


def tested(engine: Engine, observed: Observed, test: Term) -> None:
    """The program branches on a test: if that tells a 401 from a success, the response is checked."""
    for status_term, exchange in _asked_of(engine, observed, test):
        _judge(engine, exchange, test, status_term)


def handed_on(engine: Engine, observed: Observed, content: Term, reason: str) -> None:
    """A status, or a test of one, is given to somebody."""
    for status_term, exchange in _asked_of(engine, observed, content):
        if content is status_term or content.kind in ("text", "formatted", "text of", "call"):
            _check(engine, exchange)
        else:
            _judge(engine, exchange, content, status_term)


def _asked_of(engine: Engine, observed: Observed, content: Term) -> Iterator[tuple[Term, Exchange]]:
    """Yields the responses whose status is in something, where a refused one can get here."""
    for status_term in content.sources:
        exchange = observed.by_status.get(status_term)
        if exchange is not None and refused_gets_here(engine, status_term):
            yield status_term, exchange


def raised(engine: Engine, observed: Observed, value: v.Value, node: Any) -> None:
    """The program raises an error: where only a refused response gets here, because of that."""
    for status_term, exchange in _refused_here(engine, observed):
        if exchange.no_content_test is not None and implies(engine.path, when(exchange.no_content_test, False)):
            exchange.checked = True
            exchange.note_test(engine)
        if not exchange.is_reported:
            possible = [a for a in v.feasible(value, engine.path) if holds_for_refused(a.condition, status_term)]
            handling.raised_for_status(engine, exchange, tuple(possible), node)


def reported(engine: Engine, observed: Observed) -> None:
    """The program prints or logs something: where only a refused response gets here, somebody learns of it."""
    for _, exchange in _refused_here(engine, observed):
        exchange.is_reported = True


def _refused_here(engine: Engine, observed: Observed) -> Iterator[tuple[Term, Exchange]]:
    """Yields the responses whose status has led here, if a refused one can get here."""
    for status_term in _statuses_in(engine.path):
        exchange = observed.by_status.get(status_term)
        if exchange is not None and engine.path.is_undecidable:
            exchange.escaped = exchange.escaped or UNDECIDED
        elif exchange is not None and refused_gets_here(engine, status_term):
            yield status_term, exchange


def _check(engine: Engine, exchange: Exchange) -> None:
    exchange.checked = True
    exchange.note_test(engine)
    if exchange.dropper not in engine.stack.guards:
        exchange.swallowed = None


_WITHOUT_CONTENT = ("DELETE", "PATCH", "PUT")
"""Methods that succeed with 204: what is read of any other response is its error."""


def _judge(engine: Engine, exchange: Exchange, test: Term, status_term: Term) -> None:
    verdict = status.judge(test, status_term)
    if verdict == status.TELLS or (verdict == status.TELLS_NO_CONTENT and exchange.method in _WITHOUT_CONTENT):
        _check(engine, exchange)
    elif verdict == status.TELLS_NO_CONTENT:
        exchange.no_content_test = test
        exchange.note_test(engine)
