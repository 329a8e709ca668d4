"""Which requests have a kind of credential that their endpoint does not accept, and how that is said."""

from __future__ import annotations

import pytest
from made_up_facts import facts, request, scenario

from cko_lint.checkout.keys import OAUTH, PUBLIC, SECRET
from cko_lint.facts import EMPTY
from cko_lint.rules.refusals import Refusal, refused

API = "https://api.checkout.com"
ACCESS = "https://access.checkout.com"


def refusal(method: str | None, target: str, **credential: object) -> Refusal | None:
    """What is said of a request to an endpoint with a credential, if it is refused."""
    found = list(refused(facts(request(method, scenario(f"{API}/{target}", **credential)))))
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("method", "target", "kind", "message", "listed"),
    [
        pytest.param(
            "POST", "tokens", SECRET,
            "`POST /tokens` accepts only public keys, and this request sends a secret key",
            "a public key", id="a secret key where tokens are made",
        ),
        pytest.param(
            "GET", "workflows", PUBLIC,
            "`GET /workflows` accepts only secret keys and OAuth access tokens, and this request sends a public key",
            "a secret key or an OAuth access token", id="a public key where a secret one is wanted",
        ),
        pytest.param(
            "POST", "sessions", SECRET,
            "`POST /sessions` accepts only OAuth access tokens, and this request sends a secret key",
            "an OAuth access token", id="a secret key where only OAuth is accepted",
        ),
        pytest.param(
            "POST", "tokens", OAUTH,
            "`POST /tokens` accepts only public keys, and this request sends an OAuth access token",
            "a public key", id="OAuth where only keys are accepted",
        ),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_accepted_and_what_is_sent(
    method: str, target: str, kind: str, message: str, listed: str
) -> None:
    found = refusal(method, target, kind=kind)
    assert found is not None
    assert (found.message, found.listed, found.kind) == (message, listed, kind)


def test_the_variable_is_named_if_it_is_known() -> None:
    found = refusal("POST", "tokens", kind=SECRET, name="CKO_SECRET_KEY")
    assert found is not None
    assert found.message.endswith("sends a secret key (`CKO_SECRET_KEY`)")


def test_a_token_comes_from_no_variable() -> None:
    found = refusal("POST", "tokens", kind=OAUTH, name="access_token")
    assert found is not None
    assert found.message.endswith("sends an OAuth access token")


@pytest.mark.parametrize(
    ("method", "target", "credential"),
    [
        pytest.param("POST", "tokens", {"kind": PUBLIC}, id="it is accepted"),
        pytest.param("POST", "tokens", {"kind": None}, id="its kind is not known"),
        pytest.param("POST", "tokens", {"kind": SECRET, "state": EMPTY}, id="it is empty"),
        pytest.param("POST", "tokens", {"kind": SECRET, "unset": True}, id="it may be unset"),
        pytest.param("POST", "tokens", {"kind": SECRET, "text": "sk_not_a_key"}, id="it is no key"),
        pytest.param(None, "tokens", {"kind": SECRET}, id="the method is not known"),
        pytest.param("POST", "?", {"kind": SECRET}, id="the path is not known"),
        pytest.param("POST", "never/heard/of", {"kind": PUBLIC}, id="the endpoint is not known"),
    ],
)
def test_what_is_not_known_is_not_refused(method: str | None, target: str, credential: dict[str, object]) -> None:
    assert refusal(method, target, **credential) is None


def test_another_host_does_not_serve_the_endpoint() -> None:
    assert list(refused(facts(request("POST", scenario(f"{ACCESS}/tokens", kind=SECRET))))) == []
    assert list(refused(facts(request("POST", scenario("https://example.com/tokens", kind=SECRET))))) == []


def test_a_client_that_may_be_another_proves_nothing() -> None:
    sent = request("POST", scenario(f"{API}/tokens", kind=SECRET))
    assert list(refused(facts(sent._replace(is_paired=False)))) == []


def test_each_request_keeps_its_own_endpoint() -> None:
    tokens = request("POST", scenario(f"{API}/tokens", kind=SECRET), line=1)
    fine = request("GET", scenario(f"{API}/workflows", kind=SECRET), line=2)
    workflows = request("GET", scenario(f"{API}/workflows", kind=PUBLIC), line=3)
    found = list(refused(facts(tokens, fine, workflows)))
    assert [refusal.endpoint for refusal in found] == ["`POST /tokens`", "`GET /workflows`"]
    assert [refusal.place for refusal in found] == [tokens.place, workflows.place]


def test_one_scenario_is_enough() -> None:
    either = request(
        "POST", scenario(f"{API}/tokens", kind=PUBLIC), scenario(f"{API}/tokens", kind=SECRET, name="WRONG")
    )
    found = list(refused(facts(either)))
    assert [refusal.credential.name for refusal in found] == ["WRONG"]
