"""CKO002, CKO105, CKO303, CKO306, CKO307: what stands at a place is replaced, removed or swapped."""

from __future__ import annotations

import pytest
from conftest import Project, made_up_key
from fixed import fix_files, fix_folder, fix_text

# ------------------------------------------------------------------- CKO002

API = 'API = "https://api.sandbox.checkout.com"'
COMMENTS = [
    pytest.param(f"{API}  # noqa: CKO201\n", f"{API}\n", id="alone in the comment"),
    pytest.param(f"{API}  # noqa: CKO201, CKO202\n", f"{API}\n", id="two codes, both in vain"),
    pytest.param(f"{API}  # noqa: E501, CKO201\n", f"{API}  # noqa: E501\n", id="behind another tool's code"),
    pytest.param(f"{API}  # noqa: CKO201,E501\n", f"{API}  # noqa: E501\n", id="before another tool's code"),
    pytest.param(f"{API}  # noqa: CKO201 it is a host\n", f"{API}\n", id="with a reason"),
    pytest.param(f"{API}  # the host  # noqa: CKO201\n", f"{API}  # the host\n", id="behind another comment"),
    pytest.param(
        f"{API}  # noqa: CKO201  # pragma: allowlist secret\n",
        f"{API}  # pragma: allowlist secret\n",
        id="before another comment",
    ),
    pytest.param(f"{API}  # cko-lint: ignore[CKO201] because\n", f"{API}\n", id="a comment of our own"),
    pytest.param(f"{API}  # cko-lint: ignore[hardcoded-secret-key]\n", f"{API}\n", id="by the name of the rule"),
    pytest.param(f"{API}  # cko-lint: ignore[CKO201, CKO401]\n", f"{API}\n", id="all that our own names"),
    pytest.param(f"# cko-lint: ignore[CKO201] because\n{API}\n", f"{API}\n", id="a line of its own"),
    pytest.param(f"{API}\n# cko-lint: ignore-file[CKO201]", f"{API}\n", id="the last line, for the whole file"),
    pytest.param(f"if 1:\n\t# noqa: CKO201\n\t{API}\n", f"if 1:\n\t{API}\n", id="a line of its own, by a tab"),
    pytest.param(f"{API}  # noqa: CKO999\n", f"{API}\n", id="an unknown code"),
]


@pytest.mark.parametrize(("before", "after"), COMMENTS)
def test_a_suppression_in_vain_is_removed(before: str, after: str, project: Project) -> None:
    project({})

    assert fix_text(before, unsafe=False) == after


def test_a_code_that_has_its_use_stays(project: Project) -> None:
    project({})
    line = 'LIVE_URL = "https://api.sandbox.checkout.com"'

    made = fix_text(f"{line}  # cko-lint: ignore[CKO201, CKO303] on purpose\n", unsafe=False)

    assert made == f"{line}  # cko-lint: ignore[CKO303] on purpose\n"


@pytest.mark.parametrize(
    "comment",
    ["# cko-lint: ignroe[CKO201]", "# noqa: CKO21"],
    ids=["a misspelt word", "nearly a code"],
)
def test_what_was_meant_to_suppress_something_only_goes_if_unsafe_fixes_are_wanted(
    comment: str, project: Project
) -> None:
    project({})
    before = f"{API}  {comment}\n"

    assert fix_text(before, unsafe=False) == before
    assert fix_text(before) == f"{API}\n"


def test_comments_of_configuration_files(project: Project) -> None:
    project({})
    files = {
        ".env": b"CKO_URL=https://api.sandbox.checkout.com  # cko-lint: ignore[CKO201] a host\nA=1\n",
        "deploy.yaml": b"# cko-lint: ignore[CKO201]\nurl: https://api.sandbox.checkout.com\n",
    }

    made = fix_files(files, unsafe=False).files

    assert made[".env"] == b"CKO_URL=https://api.sandbox.checkout.com\nA=1\n"
    assert made["deploy.yaml"] == b"url: https://api.sandbox.checkout.com\n"


# ------------------------------------------------------------------- CKO303, CKO306

REQUEST = (
    "import os\nimport requests\n{}\n"
    'requests.get({}, headers={{"Authorization": f"Bearer {{os.environ[\'CKO_SECRET_KEY\']}}"}}).raise_for_status()\n'
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            'LIVE_URL = "https://api.sandbox.checkout.com/"', 'LIVE_URL = "https://api.checkout.com/"', id="live"
        ),
        pytest.param(
            "SANDBOX_URL = 'https://API.checkout.com/payments'",
            "SANDBOX_URL = 'https://api.sandbox.checkout.com/payments'",
            id="sandbox, in capitals",
        ),
        pytest.param(
            'URLS = {"production": {"files": "https://files.sandbox.checkout.com"}}',
            'URLS = {"production": {"files": "https://files.checkout.com"}}',
            id="in a dictionary",
        ),
        pytest.param(
            'LIVE_URL = f"https://api.sandbox.checkout.com/{x}"',
            'LIVE_URL = f"https://api.checkout.com/{x}"',
            id="f-string",
        ),
        pytest.param(
            'LIVE_URL = os.getenv("CKO_URL", "https://api.sandbox.checkout.com")',
            'LIVE_URL = os.getenv("CKO_URL", "https://api.checkout.com")',
            id="a default",
        ),
    ],
)
def test_a_url_fits_its_name(before: str, after: str, project: Project) -> None:
    project({})

    assert fix_text(f"{before}\n", unsafe=False, select=("CKO303",)) == f"{after}\n"


def test_urls_in_configuration_files_fit_their_names(project: Project) -> None:
    project({})
    files = {
        "deploy.yaml": b"production:\r\n  url: https://api.sandbox.checkout.com/payments # ours\r\n",
        ".env.production": b"\xef\xbb\xbfCKO_URL='https://api.sandbox.checkout.com'\n",
        "settings.json": b'{"live": {"host": "api.sandbox.checkout.com"}}\n',
    }

    made = fix_files(files, unsafe=False).files

    assert made["deploy.yaml"] == b"production:\r\n  url: https://api.checkout.com/payments # ours\r\n"
    assert made[".env.production"] == b"\xef\xbb\xbfCKO_URL='https://api.checkout.com'\n"
    assert made["settings.json"] == b'{"live": {"host": "api.checkout.com"}}\n'


def test_a_merchants_host_stays_since_its_prefix_differs(project: Project) -> None:
    project({})
    program = 'LIVE_URL = "https://vkuhvk4v.api.sandbox.checkout.com"\n'

    assert fix_text(program, select=("CKO303",)) == program


def test_a_url_stays_if_a_sandbox_key_would_be_sent_to_live(project: Project) -> None:
    project({})
    program = (
        "import requests\n"
        'LIVE_URL = "https://api.sandbox.checkout.com/workflows"\n'
        f'KEY = "{made_up_key()}"\n'
        'requests.get(LIVE_URL, headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()\n'
    )

    made = fix_files({"pay.py": program.encode()}, unsafe=False)

    assert made.files["pay.py"] == program.encode()
    assert [finding.code for finding in made.refused] == ["CKO303"]


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        pytest.param("https://sandbox.api.checkout.com", "https://api.sandbox.checkout.com", id="the order"),
        pytest.param("https://api-sandbox.checkout.com", "https://api.sandbox.checkout.com", id="a dash"),
        pytest.param("https://api.live.checkout.com", "https://api.checkout.com", id="live"),
        pytest.param("https://API.sanbox.checkout.com", "https://api.sandbox.checkout.com", id="misspelt, in capitals"),
        pytest.param("https://vkuhvk4v.files.checkout.com", "https://files.checkout.com", id="a prefix too many"),
    ],
)
def test_the_host_is_the_one_that_was_meant(url: str, meant: str, project: Project) -> None:
    project({})
    before, after = (REQUEST.format(f'URL = "{host}"', 'URL + "/files"') for host in (url, meant))

    assert fix_text(before, unsafe=False, select=("CKO306",)) == after


def test_a_host_in_the_call_itself(project: Project) -> None:
    project({})
    before, after = (
        REQUEST.format("", f'f"https://{host}/payments/{{os.name}}"')
        for host in ("sandbox.api.checkout.com", "api.sandbox.checkout.com")
    )

    assert fix_text(before, unsafe=False, select=("CKO306",)) == after


def test_a_host_in_another_module_is_corrected_once_for_all_requests(project: Project) -> None:
    call = b'requests.get(URL + "/disputes", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()\n'
    files = {
        "conf.py": b'import os\nURL = "https://sandbox.api.checkout.com"\nKEY = os.environ["CKO_SECRET_KEY"]\n',
        "pay.py": b"import requests\nfrom conf import KEY, URL\n" + call + call,
    }

    made = fix_folder(project(files), unsafe=False)

    assert b"https://api.sandbox.checkout.com" in made.files["conf.py"]
    assert made.codes == ["CKO306", "CKO306"]
    assert made.after == []


# ------------------------------------------------------------------- CKO105

TOKEN = (
    "import os\nimport {0}\n"
    '{0}.post("https://access.sandbox.checkout.com/connect/token", auth=(os.environ["CKO_ID"], os.environ["CKO_CLIENT_SECRET"]),'
    ' {1}={{"grant_type": "client_credentials"}}{2}).raise_for_status()\n'
)


@pytest.mark.parametrize("library", ["requests", "httpx", "niquests"])
def test_a_token_is_asked_for_by_a_form(library: str, project: Project) -> None:
    project({})

    made = fix_text(TOKEN.format(library, "json", ""), unsafe=False, select=("CKO105",))

    assert made == TOKEN.format(library, "data", "")


@pytest.mark.parametrize(
    ("argument", "dumped"),
    [("data", "json.dumps({})"), ("content", "json.dumps({})"), ("data", "json.dumps({}).encode()")],
)
def test_what_is_dumped_as_json_becomes_a_form(argument: str, dumped: str, project: Project) -> None:
    project({})
    library = "httpx" if argument == "content" else "requests"
    form = TOKEN.format(library, "data", "").replace("import os\n", "import os\nimport json\n")
    fields = '{"grant_type": "client_credentials"}'
    before = form.replace(f"data={fields}", f"{argument}={dumped.format(fields)}")
    assert before != form

    assert fix_text(before, unsafe=False, select=("CKO105",)) == form


def test_there_is_no_fix_where_a_header_says_json(project: Project) -> None:
    project({})
    program = TOKEN.format("requests", "json", ', headers={"Content-Type": "application/json"}')

    assert fix_text(program, select=("CKO105",)) == program


# ------------------------------------------------------------------- CKO307

BUILDER = "from checkout_sdk import CheckoutSdk\nfrom checkout_sdk.environment import Environment\n{}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            'api = CheckoutSdk.builder().secret_key(k).environment_subdomain("abc").environment(Environment.production()).build()',
            'api = CheckoutSdk.builder().secret_key(k).environment(Environment.production()).environment_subdomain("abc").build()',
            id="on one line",
        ),
        pytest.param(
            "api = (\n\tCheckoutSdk.builder()\n\t.secret_key(k)\n\t.environment_subdomain(\n\t\tname,  # ours\n\t)\n"
            "\t.environment(Environment.production())\n\t.build()\n)",
            "api = (\n\tCheckoutSdk.builder()\n\t.secret_key(k)\n\t.environment(Environment.production())\n"
            "\t.environment_subdomain(\n\t\tname,  # ours\n\t)\n\t.build()\n)",
            id="a call a line, with tabs and a comment",
        ),
        pytest.param(
            "b = CheckoutSdk.builder().secret_key(k)\nb.environment_subdomain(name)\nb.environment(Environment.production())\n"
            "api = b.build()",
            "b = CheckoutSdk.builder().secret_key(k)\nb.environment(Environment.production())\nb.environment_subdomain(name)\n"
            "api = b.build()",
            id="statements",
        ),
        pytest.param(
            "b = CheckoutSdk.builder().secret_key(k)\nb = b.environment_subdomain(name)\n"
            "b = b.environment(Environment.production())\napi = b.build()",
            "b = CheckoutSdk.builder().secret_key(k)\nb = b.environment(Environment.production())\n"
            "b = b.environment_subdomain(name)\napi = b.build()",
            id="assignments",
        ),
    ],
)
def test_the_environment_goes_first(before: str, after: str, project: Project) -> None:
    project({"requirements.txt": "checkout-sdk==3.5.0\n"})

    assert fix_text(BUILDER.format(before), unsafe=False, select=("CKO307",)) == BUILDER.format(after)


def test_what_is_assigned_in_between_is_not_used_before(project: Project) -> None:
    project({"requirements.txt": "checkout-sdk==3.5.0\n"})
    program = BUILDER.format(
        "b = CheckoutSdk.builder().secret_key(k)\nb.environment_subdomain(name)\nwhere = Environment.production()\n"
        "b.environment(where)\napi = b.build()"
    )

    assert fix_text(program, select=("CKO307",)) == program


def test_what_looks_like_a_comment_within_a_value_stays(project: Project) -> None:
    project({})
    value = 'url: "https://api.checkout.com # noqa: CKO101"'

    assert fix_text(f"{value}  # noqa: CKO101\n", path="shop.yaml") == f"{value}\n"
