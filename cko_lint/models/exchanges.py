"""A request that was sent while the engine ran, and what has become of its response so far."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.callers import Trace
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.kept_tokens import Keeper
from cko_lint.evidence.places import header_place_of, place_of
from cko_lint.facts import (
    CHECKED,
    NOT_ANALYSED,
    PASSED_ON,
    STATUS_TEST,
    UNCHECKED,
    Check,
    MisplacedKey,
    Place,
    Request,
    Role,
    Scenario,
)
from cko_lint.interpreter.engine import Engine
from cko_lint.logic.conditions import Condition
from cko_lint.logic.terms import Term

UNDECIDED = "it depends on too many conditions, or on one that may have changed"


class Exchange:
    """A request that was sent while the engine ran, and what has become of its response so far."""

    def __init__(
        self,
        place: Any,
        library: HttpLibrary,
        method: str | None,
        scenarios: tuple[Scenario, ...],
        status_term: Term | None,
        trace: Trace,
    ) -> None:
        self.place = place
        self.trace = trace
        self.response_place = place
        self.library = library
        self.method = method
        self.scenarios = scenarios
        self.conditions: list[Condition] = []
        self.status_term = status_term
        self.checked = False
        self.escaped: str | None = None
        self.no_content_test: Term | None = None
        self.read_after = False
        self.raises = False
        self.outcome: str | None = None
        self.key_elsewhere: MisplacedKey | None = None
        self.insecure: str | None = None
        self.swallowed: Any = None
        self.wants_refusal = False
        """Whether the program asserts that it is refused."""
        self.is_reported = False
        """Whether something was printed or logged where only a refused response leads."""
        self.dropper: Any = None
        """The `try` that drops its failure; while that is running, the failure has not been dropped yet."""
        self.scopes: tuple[str, ...] | None = None
        self.cached: Keeper | None = None
        """The function with a cache in which a token was asked for."""
        self.token_faults: list[tuple[str, Condition]] = []
        self.entry_point: Any = None
        self.receiver: Any = None
        self.request: v.LibraryObject | None = None
        """What was sent, as its response or an error has it."""
        self.tries: tuple[int, ...] = ()
        """The `try` statements around it, by the identity of their nodes."""
        self.raised_in: tuple[int, ...] = ()
        """Those around what raises because it was refused."""
        self.client: tuple[Role, ...] = ()
        """The id and the secret of an OAuth client that it sends."""
        self.checks: dict[Place, Check] = {}
        """Who learns that it was refused."""

    def note_check(self, how: str, place: Place | None) -> None:
        """Keeps who has looked at its status, or catches what it raises."""
        if place is not None:
            self.checks.setdefault(place, Check(how, place))

    def note_test(self, engine: Engine) -> None:
        """Keeps that its status is tested: by the test that is being decided, or else somewhere in the function that runs."""
        if engine.tested is not None:
            self.note_check(STATUS_TEST, place_of(*engine.tested))
        elif engine.stack.calls:
            function = engine.stack.calls[-1][0]
            self.note_check(PASSED_ON, header_place_of(function.module, function.node))

    def fact(self, unfinished: bool) -> Request:
        """Returns what is to be said of this request once the code that sent it has run to its end."""
        outcome = self.outcome
        if outcome is None:
            checked = self.checked or (self.no_content_test is not None and not self.read_after)
            unseen = self.escaped is not None or unfinished
            outcome = CHECKED if checked else NOT_ANALYSED if unseen else UNCHECKED
        return Request(
            self.place, self.library.has_raise_for_status, self.method, self.scenarios, outcome, self.raises, self.key_elsewhere,
            self.insecure, self.swallowed, self.response_place,
            swallowers=self.trace.callers_within(self.dropper) if self.swallowed is not None else (),
            library=self.library.name, checks=tuple(self.checks.values()), client=self.client, escaped=self.escaped,
        )  # fmt: skip
