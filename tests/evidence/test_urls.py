"""What is known of a URL: its host and the segments of its path; a brace stands for a hole."""

from __future__ import annotations

import pytest

from cko_lint import values as v
from cko_lint.evidence.urls import join, parse_url
from cko_lint.logic.terms import symbol


def content(text: str) -> object:
    """A text in which each `{}` is something that is not known."""
    pieces = text.split("{}")
    if len(pieces) == 1:
        return text
    parts: list[v.Part] = []
    for number, piece in enumerate(pieces):
        parts += [v.Part(symbol("parameter", number), None)] if number else []
        parts += [v.Part(piece, None)] if piece else []
    return v.Text(parts)


def shown(text: str) -> str | None:
    url = parse_url(content(text))
    if url is None or url.host is None:
        return None
    path = "?" if url.path is None else "/".join(segment if segment is not None else "{}" for segment in url.path)
    return f"{url.scheme} {url.host.role} {url.host.environment} {path}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("https://api.checkout.com", "https api live ", id="no path"),
        pytest.param("https://api.checkout.com/payments/", "https api live payments", id="a last slash"),
        pytest.param("https://api.sandbox.checkout.com/payments?limit=1#x", "https api sandbox payments", id="a query"),
        pytest.param(" HTTP://API.checkout.com:443/a ", "http api live a", id="blanks, capitals and a port"),
        pytest.param("https://user:word@api.checkout.com/a", "https api live a", id="a user"),
        pytest.param(
            "https://access.sandbox.checkout.com/connect/token", "https access sandbox connect/token", id="a token"
        ),
        pytest.param("https://2checkout.com/payments", None, id="another company"),
        pytest.param("https://api.checkout.com.example.org/a", None, id="a host that goes on"),
        pytest.param("https://example.org/api.checkout.com", None, id="a host in a path"),
        pytest.param("api.checkout.com/payments", None, id="no scheme"),
        pytest.param("ftp://api.checkout.com/payments", None, id="another scheme"),
        pytest.param("https://api.checkout.com/payments/{}/refunds", "https api live payments/{}/refunds", id="a hole"),
        pytest.param(
            "https://api.checkout.com/payments/pay_{}", "https api live payments/{}", id="a hole in a segment"
        ),
        pytest.param("https://api.checkout.com/{}", "https api live {}", id="a hole behind a slash"),
        pytest.param("https://api.checkout.com{}", "https api live ?", id="a hole for all of the path"),
        pytest.param("https://api.checkout.com{}/refunds", "https api live {}/refunds", id="a hole for its beginning"),
        pytest.param("https://{}.api.checkout.com/a", "https api live a", id="a merchant's own subdomain"),
        pytest.param("https://{}.api.sandbox.checkout.com/a", "https api sandbox a", id="one in the sandbox"),
        pytest.param("https://pl-{}.api.checkout.com/a", "https api live a", id="one of a platform"),
        pytest.param("https://shop{}.api.checkout.com/a", None, id="a word that is known in part"),
        pytest.param("https://{}.checkout.com/a", None, id="a role that is not known"),
        pytest.param("https://api{}.checkout.com/a", None, id="a hole in the environment"),
        pytest.param("{}/payments", None, id="a host that is not known"),
        pytest.param(
            "https://sandbox.checkout.com/api2/v2/charges", "https retired sandbox api2/v2/charges", id="retired"
        ),
        pytest.param("https://sandbox.checkout.com/js/frames.js", None, id="a page of the retired host"),
    ],
)
def test_what_is_known_of_a_url(text: str, wanted: str | None) -> None:
    assert shown(text) == wanted


def test_a_value_that_is_not_known_is_no_url() -> None:
    assert parse_url(symbol("parameter", "url")) is None


@pytest.mark.parametrize(
    ("base", "path", "wanted"),
    [
        ("https://a.b", "c", "https://a.b/c"),
        ("https://a.b/", "/c", "https://a.b/c"),
        ("https://a.b/c", "", "https://a.b/c/"),
        ("https://a.b/{}", "/c/{}", "https://a.b/{}/c/{}"),
        ("https://a.b", "https://c.d/e", "https://c.d/e"),
        ("https://a.b", "https://{}.d", "https://{}.d"),
    ],
)
def test_a_path_behind_a_base(base: str, path: str, wanted: str) -> None:
    joined = join(content(base), content(path), None, None)
    parts = joined.parts if isinstance(joined, v.Text) else [v.Part(joined, None)]
    assert "".join(part.content if isinstance(part.content, str) else "{}" for part in parts) == wanted
