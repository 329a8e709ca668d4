"""What a run has seen of Checkout.com's SDK: the clients that were built, and the calls on them."""

from __future__ import annotations

from typing import Any

from cko_lint.evidence.callers import Trace
from cko_lint.facts import HANDLER, NOT_ANALYSED, Check, SdkCall, SdkClient
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.models import handling
from cko_lint.models.exchanges import UNDECIDED
from cko_lint.models.observed import Observed


class Raised:
    """A call of the SDK as it happened: its fact, and the function that the engine had started from."""

    def __init__(self, fact: Any, engine: Engine, call: Call, guarded: bool, names: frozenset[str]) -> None:
        self.trace = Trace(engine, call.node, call.frame.module)
        dropped = handling.swallower(engine, names, call.node) if fact.outcome != NOT_ANALYSED else None
        if dropped is not None:
            guard, handler = dropped
            fact = fact._replace(swallowed=handler, swallowers=self.trace.callers_within(guard))
        self.checks = _checks(engine, names)
        self.fact = fact
        self.entry_point = engine.entry_point
        self.receiver = engine.entry_receiver
        self.guarded = guarded
        self.is_pending = engine.stack.later > 0
        """Whether its result has not been fetched."""
        self.names = names
        self.is_around = handling.catcher(engine, names) is not None
        """Whether there is a `try` around it that would catch it, if its result is fetched in there."""

    def see_guards(self, engine: Engine) -> None:
        """Its result is fetched here: what catches its error is around what runs now."""
        self.is_pending = False
        self.guarded = self.guarded or handling.is_guarded(engine, self.names)
        self.is_around = handling.catcher(engine, self.names) is not None
        self.checks = _checks(engine, self.names) or self.checks


def _checks(engine: Engine, names: frozenset[str]) -> tuple[Check, ...]:
    """Returns who catches an exception here, if anybody does."""
    handler = handling.handler_of(engine, names)
    return (Check(HANDLER, handler),) if handler is not None else ()


class SdkRecord:
    """What the run has seen of the SDK."""

    def __init__(self, observed: Observed) -> None:
        self.observed = observed
        self.clients: list[Raised] = []
        self.calls: list[Raised] = []
        self.raised: list[Raised] = []

    def note_client(self, engine: Engine, fact: SdkClient, call: Call, guarded: bool, errors: frozenset[str]) -> bool:
        """Keeps a client that was built; where no `try` catches what that raises, its callers may. Returns whether it counts."""
        return self._note(self.clients, engine, fact, call, guarded, errors)

    def note_call(self, engine: Engine, fact: SdkCall, call: Call, guarded: bool, errors: frozenset[str]) -> None:
        """Keeps a call that sends a request, by one of the errors that it raises, and where it is retried after a 401."""
        if self._note(self.calls, engine, fact, call, guarded, errors) and errors is handling.API_ERROR:
            self.observed.retries += handling.retries(engine, handling.API_ERROR)

    def _note(
        self, kept: list[Raised], engine: Engine, fact: Any, call: Call, guarded: bool, errors: frozenset[str]
    ) -> bool:
        if engine.path.is_undecidable:
            self.observed.note_unknown(
                engine, call.frame.module, call.node, f"cannot analyse this request: {UNDECIDED}"
            )
            return False
        if self.observed.is_mocked(engine):
            return False
        made = Raised(fact, engine, call, guarded, errors)
        kept.append(made)
        if not guarded:
            self.raised.append(made)
        return True
