"""What messages call a request."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_up_facts import facts, request, scenario

from cko_lint.facts import Request
from cko_lint.rules.endpoint_names import Sent, host_name, sent_to_checkout, to_checkout, with_endpoints

API = "https://api.checkout.com"
SANDBOX = "https://api.sandbox.checkout.com"
ELSEWHERE = "https://example.com/payments"


def name(*requests: Request) -> str:
    """The name of the first of some requests."""
    return next(with_endpoints(filter(None, map(to_checkout, requests))))[1]


@pytest.mark.parametrize(
    ("method", "target", "expected"),
    [
        pytest.param("POST", "payments", "`POST /payments`", id="an operation"),
        pytest.param("GET", "payments/pay_1/actions", "`GET /payments/{id}/actions`", id="its identifiers are holes"),
        pytest.param("GET", "payments/*", "`GET /payments/{id}`", id="an unknown identifier"),
        pytest.param(None, "payments", "`/payments`", id="an unknown method"),
        pytest.param("GET", "never/heard/of", "`GET /never/heard/of`", id="no operation of the API"),
        pytest.param("GET", "never/*/of", "`GET /never/{…}/of`", id="no operation, with a hole"),
        pytest.param("GET", f"x/{'9' * 41}", "`GET /x/{…}`", id="a segment that is too long to be shown"),
        pytest.param("GET", f"x/{'9' * 40}", f"`GET /x/{'9' * 40}`", id="a segment that is just short enough"),
        pytest.param("GET", "?", "`GET api.checkout.com/{…}`", id="an unknown path"),
        pytest.param("GET", "", "`GET api.checkout.com`", id="no path"),
        pytest.param(None, "?", "`api.checkout.com/{…}`", id="nothing but the host"),
    ],
)
def test_a_request_is_named_for_its_endpoint(method: str | None, target: str, expected: str) -> None:
    assert name(request(method, scenario(f"{API}/{target}"))) == expected


def test_an_operation_of_another_host_is_named_as_it_is_written() -> None:
    assert name(request("POST", scenario("https://access.checkout.com/payments/p1"))) == "`POST /payments/p1`"


def test_several_endpoints_of_one_place_are_counted() -> None:
    payments, tokens, events = (request("GET", scenario(f"{API}/{path}")) for path in ("disputes", "tokens", "events"))
    assert name(payments, payments) == "`GET /disputes`"
    assert name(payments, tokens) == "`GET /disputes` (and 1 other endpoint)"
    assert name(payments, tokens, events, tokens) == "`GET /disputes` (and 2 other endpoints)"
    assert name(payments, request("GET", scenario(f"{API}/tokens"), line=2)) == "`GET /disputes`"


def test_scenarios_of_one_request_are_counted_too() -> None:
    assert name(request("GET", scenario(f"{API}/disputes"), scenario(f"{SANDBOX}/disputes"))) == "`GET /disputes`"
    both = request("GET", scenario(f"{API}/disputes"), scenario(f"{API}/events"))
    assert name(both) == "`GET /disputes` (and 1 other endpoint)"


def test_the_order_of_requests_is_kept() -> None:
    sent = [request("GET", scenario(f"{API}/disputes"), line=line) for line in (3, 1, 2)]
    named = with_endpoints(Sent(one, one.scenarios) for one in sent)
    assert [each.request.place.spot().location.start.line for each, _ in named] == [3, 1, 2]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        pytest.param("api.sandbox.checkout.com", "api.sandbox.checkout.com", id="known"),
        pytest.param("abcd1234.api.checkout.com", "abcd1234.api.checkout.com", id="with a prefix"),
    ],
)
def test_a_host_is_named_as_it_is(host: str, expected: str) -> None:
    assert host_name(scenario(f"https://{host}")) == expected


def test_a_prefix_that_is_not_known_is_a_hole() -> None:
    known = scenario(API)
    assert known.url.host is not None
    host = replace(known.url.host, name=".api.checkout.com")
    assert host_name(known._replace(url=known.url._replace(host=host))) == "{…}.api.checkout.com"


def test_only_what_goes_to_checkout_is_taken() -> None:
    mixed = request("GET", scenario(ELSEWHERE), scenario(f"{API}/disputes"))
    found = list(sent_to_checkout(facts(request("GET", scenario(ELSEWHERE)), mixed)))
    assert [sent.request for sent in found] == [mixed]
    assert found[0].scenarios == mixed.scenarios[1:]
    assert found[0].scenario == mixed.scenarios[1]
