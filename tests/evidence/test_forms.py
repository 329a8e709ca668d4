"""The body of a request as its receiver sees it."""

from __future__ import annotations

import pytest

from cko_lint import values as v
from cko_lint.evidence.forms import JSON, NOTHING, UNSEEN, Form, body_of, query_of
from cko_lint.logic.terms import symbol

HOLE = symbol("environment", "CKO_CLIENT_ID")


def fields(body: object) -> dict[str, object]:
    assert isinstance(body, Form)
    return {name: v.text_of(value[0].content) or value[0].content for name, value in body.fields.items()}


def text(*parts: object) -> v.Text:
    return v.Text([v.Part(part, None) for part in parts])  # type: ignore[arg-type]


def pair(name: str, value: str) -> v.Value:
    return v.only(v.Collection("tuple", [v.only(name), v.only(value)]))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("a=1&b=two+words", {"a": "1", "b": "two words"}, id="a text"),
        pytest.param(b"a=%2Fx", {"a": "/x"}, id="bytes that are encoded"),
        pytest.param(text("a=", HOLE, "&b=2"), {"a": HOLE, "b": "2"}, id="a text with a hole"),
        pytest.param(v.Mapping({"a": v.only("1")}), {"a": "1"}, id="a dictionary"),
        pytest.param(v.Collection("list", [pair("a", "1"), pair("b", "2")]), {"a": "1", "b": "2"}, id="pairs"),
        pytest.param("", {}, id="an empty text"),
    ],
)
def test_a_form(content: object, expected: dict[str, object]) -> None:
    body = body_of(content)
    assert fields(body) == expected
    assert isinstance(body, Form)
    assert not body.is_open


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(None, NOTHING, id="nothing"),
        pytest.param('{"a": 1}', JSON, id="a text that is JSON"),
        pytest.param(symbol("json", HOLE), JSON, id="what json.dumps gives"),
        pytest.param(HOLE, UNSEEN, id="a value that is not known"),
        pytest.param(v.Collection("list", [v.only("a")]), UNSEEN, id="a list of no pairs"),
    ],
)
def test_no_form(content: object, expected: str) -> None:
    assert body_of(content) == expected


def test_a_form_is_open_where_a_name_is_not_known() -> None:
    for content in (text(HOLE, "&a=1"), v.Mapping({"a": v.only("1")}, open=True)):
        body = body_of(content)
        assert isinstance(body, Form)
        assert body.is_open


def test_the_query_of_a_url() -> None:
    found = query_of(text("https://api.checkout.com/x?key=", HOLE))
    assert fields(found) == {"key": HOLE}
    assert query_of("https://api.checkout.com/x") is None
