"""Escapes: who learns that code which cannot be analysed has a value, and what is changed by that."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from cko_lint import values as v
from cko_lint.interpreter import escapes
from cko_lint.logic.terms import Term, symbol

TERM = symbol("environment", "KEY")


class Response(v.LibraryObject):
    """An object of a library that notes why it escaped."""

    is_response = True

    def __init__(self) -> None:
        self.reasons: list[str] = []

    def escape(self, engine: Any, reason: str) -> None:
        self.reasons.append(reason)


class Session(Response):
    is_response = False


class Engine:
    """As much of the engine as escapes ask for."""

    def __init__(self) -> None:
        self.terms: list[tuple[object, str]] = []
        self.opened: list[object] = []
        self.given: list[Term] = []
        self.models = SimpleNamespace(
            escaped=lambda engine, content, reason: self.terms.append((content, reason)), given=self.given.append
        )
        self.usage = SimpleNamespace(given_away=set(), nested=[])

    def open(self, holder: object) -> None:
        self.opened.append(holder)


@pytest.fixture
def engine() -> Any:
    return Engine()


def holding(*contents: object) -> v.Value:
    """A list in a dictionary in a list."""
    inner = v.Collection("list", [v.only(content) for content in contents])
    return v.only(v.Collection("tuple", [v.only(v.Mapping({"held": v.only(inner)}))]))


def test_what_is_held_escapes_with_what_holds_it(engine: Any) -> None:
    session = Session()
    escapes.escape(engine, holding(TERM, session), "it is returned")
    assert engine.terms == [(TERM, "it is returned")]
    assert session.reasons == ["it is returned"]


def test_a_dictionary_that_escapes_may_be_changed(engine: Any) -> None:
    mapping = v.Mapping({})
    escapes.escape(engine, v.only(mapping), "it is returned")
    assert engine.opened == [mapping]


def test_what_is_exposed_is_left_as_it_is(engine: Any) -> None:
    mapping, session, response = v.Mapping({}), Session(), Response()
    for content in (mapping, session, response):
        escapes.expose(engine, v.only(content), "it is stored")
    assert engine.opened == []
    assert (session.reasons, response.reasons) == ([], ["it is stored"])


def test_what_holds_itself_comes_to_an_end(engine: Any) -> None:
    mapping = v.Mapping({})
    mapping.entries["itself"] = v.only(mapping)
    escapes.escape(engine, v.only(mapping), "it is returned")
    assert engine.opened == [mapping]


def test_terms_are_exposed_if_they_tell_of_a_response(engine: Any) -> None:
    status = symbol("status", 1)
    escapes.expose_terms(engine, holding(TERM), "it is returned")
    escapes.expose_terms(engine, v.only(status), "it is returned")
    assert engine.terms == ([(status, "it is returned")] if status.sources else [])


def test_functions_are_given_away_with_what_holds_them(engine: Any) -> None:
    node = SimpleNamespace(name="callback")
    function = v.FunctionValue(node, None, None, {}, frozenset())  # type: ignore[arg-type]
    escapes.give_functions(engine, holding(v.Bound("receiver", "callback", function), TERM))
    assert engine.usage.given_away == {id(node)}
    assert engine.given == [TERM]


def test_responses_that_are_stored_are_exposed(engine: Any) -> None:
    response = Response()
    escapes.expose_responses(engine, v.only(response), "it is stored in a variable of another scope")
    assert response.reasons == ["it is stored in a variable of another scope"]
