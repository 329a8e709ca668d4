"""Each message names what it is about: the endpoint, the parameter, the variable, the method of the SDK."""

from __future__ import annotations

import pytest
from conftest import Project

from cko_lint import check, check_source
from cko_lint.config.settings import Settings

HEAD = "import os\nimport requests\nfrom checkout_sdk import CheckoutSdk\nKEY = os.environ['CKO_SECRET_KEY']\n"
SIGNED = "headers={'Authorization': f'Bearer {KEY}'}"
URL = "https://api.sandbox.checkout.com/disputes"
OAUTH = ".oauth().client_credentials('ack_x', os.environ['S'])"

PROGRAMS = [
    ("CKO104", "a key in the URL", f"requests.get(f'{URL}?key={{KEY}}', {SIGNED})", "secret key sent in the URL of `GET /disputes`"),
    ("CKO104", "a key in the query", f"requests.get('{URL}', params={{'key': KEY}}, {SIGNED})", "secret key sent in the query string of `GET /disputes`"),
    ("CKO104", "a key in a cookie", f"requests.get('{URL}', headers={{'Authorization': f'Bearer {{KEY}}', 'Cookie': KEY}})", "secret key sent in the `Cookie` header of `GET /disputes`"),
    ("CKO104", "a key in the body", f"requests.put('{URL}', json={{'key': KEY}}, {SIGNED})", "secret key sent in the body of `PUT /disputes`"),
    ("CKO205", "a placeholder", "CheckoutSdk.builder().secret_key('<secret key>').build()", "placeholder `<secret key>` used as an API key"),
    ("CKO205", "a long placeholder", f"CheckoutSdk.builder().secret_key('YOUR_SECRET_KEY_{'X' * 60}').build()", f"placeholder `YOUR_SECRET_KEY_{'X' * 24}…` used as an API key"),
    ("CKO208", "a variable", "print(KEY)", "secret key (`CKO_SECRET_KEY`) printed or logged"),
    ("CKO208", "headers", "print({'Authorization': f'Bearer {KEY}'})", "headers with the secret key (`CKO_SECRET_KEY`) printed or logged"),
    ("CKO503", "a method of the SDK", f"CheckoutSdk.builder(){OAUTH}.scopes(['vault']).build().payments.request_payment({{}})", "token requested without a scope that `payments.request_payment` requires (`gateway` or `gateway:payment`)"),
    ("CKO504", "static keys", "CheckoutSdk.builder().secret_key(KEY).build().forex.get_rates({})", "`forex.get_rates` does not work on an SDK client built with static keys"),
    ("CKO504", "OAuth", f"CheckoutSdk.builder(){OAUTH}.scopes(['disputes']).build().disputes.accept('1')", "`disputes.accept` does not work on an SDK client built with OAuth"),
    ("CKO504", "no public key", "CheckoutSdk.builder().secret_key(KEY).build().tokens.request_card_token({})", "`tokens.request_card_token` needs a public key, and the SDK client has none"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "program", "message"), [pytest.param(code, *rest, id=f"{code} {name}") for code, name, *rest in PROGRAMS]
)
def test_a_message_names_what_it_is_about(project: Project, code: str, program: str, message: str) -> None:
    project({})
    found = check_source(f"{HEAD}{program}\n", "pay.py", Settings(select=(code,), cache=False))
    assert [finding.message for finding in found] == [message]


COMMENTS = [
    ("no rule", "# cko-lint: ignore[]", "it names no rule", "write `# cko-lint: ignore[RULE] reason`"),
    ("no brackets", "# cko-lint: ignore", "it is misspelt", "write `# cko-lint: ignore[RULE] reason`"),
    ("another word", "# cko-lint: disable=CKO101", "it is misspelt", "write `# cko-lint: ignore[RULE] reason`"),
    ("a slip in noqa", "# nqa: CKO101", "it is misspelt", "write `# noqa: CODE`"),
    ("a file's comment behind code", "# cko-lint: ignore-file[CKO101]", "`ignore-file` must be alone on a line", "move the comment to a line of its own"),
]  # fmt: skip


@pytest.mark.parametrize(("comment", "reason", "advice"), [pytest.param(*rest, id=name) for name, *rest in COMMENTS])
def test_a_comment_without_effect_says_why_and_how_to_write_it(
    project: Project, comment: str, reason: str, advice: str
) -> None:
    project({})
    found = check_source(f"x = 1  {comment}\n", "pay.py", Settings(select=("CKO002",), cache=False))
    assert [(f.message, f.help) for f in found] == [(f"suppression has no effect: {reason}", advice)]


@pytest.mark.parametrize(
    ("path", "said", "renamed"),
    [
        pytest.param("pay.py", "`LIVE_URL`", "`LIVE_URL`", id="a variable"),
        pytest.param("settings/production.py", "`production` in the path of this file", "the file", id="a path"),
        pytest.param(".env.production", "`production` in the path of this file", "the file", id="a configuration file"),
    ],
)
def test_a_name_that_contradicts_its_value_says_where_it_is(
    project: Project, path: str, said: str, renamed: str
) -> None:
    name = "LIVE_URL" if path == "pay.py" else "CKO_URL"
    quote = "" if path.startswith(".env") else "'"
    project({path: f"{name}={quote}https://api.sandbox.checkout.com{quote}\n"})
    found = check([path], Settings(select=("CKO303",), cache=False))
    assert [(f.message, f.help) for f in found] == [
        (f"{said} says live, but the value is a sandbox URL", f"use a live URL, or rename {renamed}")
    ]
