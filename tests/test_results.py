"""What was kept is what a new analysis would say, whatever has happened to the files since."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from cko_lint import __main__ as program
from cko_lint import run
from cko_lint.analysis import results
from cko_lint.analysis.results import Analysis, Unresolved
from cko_lint.config import settings as config
from cko_lint.explain.explanation import Explanation, Verdict
from cko_lint.findings import CallSite, Change, Finding, Location, Position, Related, Remedy, Severity
from cko_lint.inventory import rows
from cko_lint.project import index, store

CLIENT = """\
import os
import requests
from settings import URL

def send(path, body=None):
    headers = {{"Authorization": f"Bearer {{os.environ['CKO_SECRET_KEY']}}"}}
    return requests.post(URL + path, json=body, headers={headers}, timeout=5)
"""
CALLER = """\
from client import send

def {name}(order):
    response = send("/payments", {{"amount": order.amount}})
    {check}
    return response.json()["id"]
"""
VERSIONS: dict[str, list[str]] = {
    "settings.py": [
        'URL = "https://api.sandbox.checkout.com"\n',
        'URL = "https://api.checkout.com"\nSANDBOX_URL = URL\n',
        'URL = "http://api.checkout.com"\n',
    ],
    "client.py": [CLIENT.format(headers="headers"), CLIENT.format(headers="{}"), "def send(:\n"],
    "shop.py": [CALLER.format(name="pay", check=check) for check in ("response.raise_for_status()", "order.save()")],
    "api/refunds.py": [
        "import sys\nsys.path.append('..')\n" + CALLER.format(name="refund", check=check)
        for check in ("response.raise_for_status()", "print(response.status_code)", "pass  # noqa: CKO401")
    ],
    "models.py": ["class Order:\n    amount = 1\n", "ORDER = None\n"],
}


def said(paths: list[str], cache: bool) -> list[tuple[str, object]]:
    found = run.run(paths, replace(config.load(paths), cache=cache)).report
    return [(identity, finding) for identity, finding in zip(found.fingerprints, found.findings, strict=True)]


@pytest.mark.parametrize("seed", range(3))
def test_edits_in_any_order(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "api").mkdir()
    written = dict.fromkeys(VERSIONS, 0)
    for name in VERSIONS:
        (tmp_path / name).write_text(VERSIONS[name][0])
    reported = 0
    for _ in range(10):
        name = chance.choice(sorted(VERSIONS))
        path = tmp_path / name
        match chance.randrange(6):
            case 0:
                path.unlink(missing_ok=True)
            case 1 if path.exists():
                moved = path.with_name(f"moved_{path.name}")
                shutil.move(path, moved)
            case 2:
                (tmp_path / f"unrelated_{chance.randrange(3)}.py").write_text(f"X = {chance.random()}\n")
            case _:
                written[name] = (written[name] + 1) % len(VERSIONS[name])
                path.write_text(VERSIONS[name][written[name]])
        fresh = said(["."], cache=False)
        assert said(["."], cache=True) == fresh  # of a new analysis, or of one before the last edits
        assert said(["."], cache=True) == fresh  # as it was kept
        reported += len(fresh)
        if path.exists():
            assert said([name], cache=True) == said([name], cache=False)
    assert reported > 3


def start(path: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.argv", ["cko-lint", "check", path])
    return program.main()


def test_the_start_of_the_program_sees_what_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("settings.py", "client.py", "models.py"):
        (tmp_path / name).write_text(VERSIONS[name][0])
    (tmp_path / "shop.py").write_text(VERSIONS["shop.py"][1])

    assert start("models.py", monkeypatch) == 0
    monkeypatch.setattr("cko_lint.run.run", None)  # what it must do without now
    assert start("models.py", monkeypatch) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "No findings in 1 file (0 related to Checkout.com)"
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert start("shop.py", monkeypatch) == 1  # it says nothing of Checkout.com, and calls what does
    (tmp_path / "models.py").write_text("from client import send\nsend('/payments')\n")
    assert start("models.py", monkeypatch) == 1


def test_a_file_outside_of_the_project_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "project"
    (project / "build").mkdir(parents=True)
    (project / "pyproject.toml").write_text("")
    monkeypatch.chdir(project)
    (project / "build" / "__init__.py").write_text("")
    (project / "build" / "hosts.py").write_text('HOST = "api.checkout.com"\n')
    (project / "pay.py").write_text(
        "import os\nimport requests\nfrom build.hosts import HOST\n\n\ndef pay():\n"
        "    # https://api.checkout.com\n"
        "    requests.get(f'https://{HOST}/payments', headers={'Authorization': os.environ['CKO_SECRET_KEY']})\n"
    )
    (project / "build" / "hosts.py").write_text('HOST = "example.com"\n')
    assert start("pay.py", monkeypatch) == 0
    (project / "build" / "hosts.py").write_text('HOST = "api.checkout.com"\n')
    os.utime(project / "build" / "hosts.py", (1, 1))
    assert start("pay.py", monkeypatch) == 1
    assert [finding.code for _, finding in said(["pay.py"], cache=True)] == ["CKO401"]  # type: ignore[attr-defined]
    (project / "build" / "hosts.py").write_text('HOST = "example.com"\n')
    assert said(["pay.py"], cache=True) == []


def test_every_field_of_a_finding_is_kept() -> None:
    place = Location("pay.py", Position(3, 4), Position(5, 6), 7)
    call = Related("called here", place, CallSite((8, 9), "main", "pay()"))
    found = Finding(
        "CKO401", "unchecked-response", Severity.WARNING, "message", "help", place, related=(call,), statement=(3, 5),
        subject="subject", pedantic=True, call_paths=((call,),), value_flows=((call, call),), concealed="all",
        is_live_key=True, is_accepted=True, remedies=(Remedy(Change.CORRECT_HOST, True, (place,), ("a", "b")),),
    )  # fmt: skip
    assert defaults_of(found) == [], "give each field another value than its default"
    analysis = Analysis([found], [Unresolved(place, "reason")], {"pay.py": "/srv/pay.py"})
    assert results._unpacked(results._packed(analysis)) == analysis


def test_every_field_of_an_explanation_is_kept() -> None:
    place = Location("pay.py", Position(3, 4), Position(5, 6), 7)
    credential = rows.Credential("secret key", "environment variable `KEY`", place, ("flow",))
    way = rows.Way("live", "api.checkout.com", credential, ("`LIVE` is set",), False)
    sender = rows.Sender("pay", "view", place, (rows.Call("charge", place),))
    row = rows.Row(
        place, "GET", "/workflows", "requests", "send", "workflows.get", ("secret key",), ("flow",), (way,), "checked",
        (rows.Check("status test", place),), (sender,), "reason",
    )  # fmt: skip
    finding = Finding("CKO401", "unchecked-response", Severity.WARNING, "message", "help", place)
    verdict = Verdict("CKO401", "unchecked-response", (finding,), ("reason",))
    explanation = Explanation("request", place, (3, 5), (row,), (Related("set here", place),), (verdict,))
    assert [defaults_of(one) for one in (credential, way, sender, row, verdict, explanation)] == [[]] * 6
    analysis = Analysis([], [], {}, rows=(row,), explanations=(explanation,))
    assert results._unpacked(results._packed(analysis)) == analysis


def defaults_of(made: Any) -> list[str]:
    """The fields of a data class that have their defaults."""
    return [field.name for field in fields(made) if getattr(made, field.name) == field.default]


PAYING = """\
import os
import requests
{imports}


def pay():
    # api.checkout.com
    url = f"https://{{HOST}}/payments"
    requests.get(url, headers={{"Authorization": os.environ["CKO_SECRET_KEY"]}})
"""
SUBDOMAIN = """\
import os
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

client = (CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"])
    .environment_subdomain("abc12345").environment(Environment.production()).build())
"""
KEEPER = """\
import os
import requests


class Keeper:
    def __init__(self):
        self._token = None

    def _access_token(self):
        if self._token is None:
            form = {"grant_type": "client_credentials", "client_id": os.environ["ID"], "client_secret": os.environ["SECRET"]}
            answer = requests.post("https://access.checkout.com/connect/token", data=form)
            answer.raise_for_status()
            self._token = answer.json()["access_token"]
        return self._token

    def transfers(self):
        headers = {"Authorization": f"Bearer {self._access_token()}"}
        requests.get("https://transfers.checkout.com/transfers/1", headers=headers).raise_for_status()
"""
HOSTS = 'HOST = "api.checkout.com"\n'
SENDING = """\
import os
import requests


def send(key):
    requests.post("https://api.checkout.com/payments", headers={"Authorization": key}, timeout=5).raise_for_status()


def pay():
    send(os.environ["CKO_SECRET_KEY"])
"""
CALLING = """\
import os
from build.sending import send


def pay():
    key = os.environ["CKO_SECRET_KEY"]
    send(key)  # to api.checkout.com
"""
APPEARING: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "a module in a folder of tools": (
        {"pay.py": PAYING.format(imports="from build.hosts import HOST"), "build/x": ""}, {"build/hosts.py": HOSTS}
    ),
    "a folder of tools with a module": (
        {"pay.py": PAYING.format(imports="from build.hosts import HOST")}, {"build/hosts.py": HOSTS}
    ),
    "another project with a module": (
        {"pay.py": PAYING.format(imports="from inner.hosts import HOST")}, {"inner/hosts.py": HOSTS, "inner/setup.cfg": ""}
    ),
    "one more list of requirements": (
        {"pay.py": SUBDOMAIN, "requirements.txt": "flask\n"}, {"requirements-all.txt": "checkout-sdk==4.1.0\n"}
    ),
    "a list of requirements in a folder": (
        {"pay.py": SUBDOMAIN, "requirements.txt": "flask\n"}, {"requirements/all.txt": "checkout-sdk==4.1.0\n"}
    ),
    "a list that another one includes": (
        {"pay.py": SUBDOMAIN, "requirements.txt": "-r all.txt\n"}, {"all.txt": "checkout-sdk==4.1.0\n"}
    ),
    "a lock file of another name": (
        {"pay.py": SUBDOMAIN, "requirements.txt": "flask\n"},
        {"pylock.all.toml": '[[packages]]\nname = "checkout-sdk"\nversion = "4.1.0"\n'},
    ),
    "what makes the project a library": (
        {"shop/__init__.py": "", "shop/tokens.py": KEEPER, "requirements.txt": ""}, {"setup.cfg": ""}
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "appearing"), APPEARING.values(), ids=APPEARING)
def test_what_was_not_there_counts(
    before: dict[str, str], appearing: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tox.ini").touch()

    def write(files: dict[str, str]) -> None:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)

    write(before)
    first = said(["."], cache=True)
    assert said(["."], cache=True) == first
    write(appearing)
    then = said(["."], cache=False)
    assert then != first
    assert said(["."], cache=True) == then
    for name in appearing:
        (tmp_path / name).unlink()
        with contextlib.suppress(OSError):
            (tmp_path / name).parent.rmdir()
    assert said(["."], cache=True) == first


@pytest.mark.parametrize(
    "paths", [["build/sending.py"], ["pay.py", "build/sending.py"], ["pay.py"], ["."]], ids=" ".join
)
def test_the_settings_of_a_file_that_its_project_leaves_out_count(
    paths: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "build").mkdir()
    for name, text in {"setup.cfg": "", "build/sending.py": SENDING, "pay.py": CALLING}.items():
        (tmp_path / name).write_text(text)
    codes = []
    for platform in ("previous", "default", "previous"):  # whose keys are sent without `Bearer`
        (tmp_path / "build/cko-lint.toml").write_text(f'platform = "{platform}"\n')
        monkeypatch.setattr("sys.argv", ["cko-lint", "check", *paths])
        codes.append(program.main())
    assert codes == [0, 1, 0]


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_that_leads_elsewhere_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    for folder in (project / "inner", outside):
        folder.mkdir(parents=True)
        (folder / "hosts.py").write_text(HOSTS)
    (project / "setup.cfg").touch()
    (project / "pay.py").write_text(PAYING.format(imports="from linked.hosts import HOST"))
    monkeypatch.chdir(project)
    seen = []
    for target in (outside, project / "inner", outside):
        (project / "linked").unlink(missing_ok=True)
        (project / "linked").symlink_to(target)
        seen.append(said(["."], cache=True))
        assert seen[-1] == said(["."], cache=False)
    assert seen[0] == seen[2] != seen[1]


def test_a_file_that_changes_while_it_is_analysed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(store, "_RACY", 0)
    (tmp_path / "setup.cfg").touch()
    path = tmp_path / "pay.py"
    good, bad = (PAYING.format(imports=f'HOST = "{host}"') for host in ("example.com", "api.checkout.com"))
    path.write_text(good)
    time.sleep(0.02)
    assert said(["."], cache=True) == []
    for kept in (tmp_path / ".cko_lint_cache").glob("results*"):
        kept.unlink()
    read = index.content_of
    monkeypatch.setattr(
        index, "content_of", lambda path, most: (path.endswith("pay.py") and bad.encode()) or read(path, most)
    )
    assert said(["."], cache=True) != []  # what is read is no longer what was listed
    monkeypatch.setattr(index, "content_of", read)
    assert said(["."], cache=True) == []


@pytest.mark.parametrize("folder", ["build", "inner", "node_modules"])
@pytest.mark.parametrize("options", [[], ["--no-cache"]], ids=["cache", "no cache"])
def test_a_named_file_is_read_with_its_own_settings(
    folder: str, options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "setup.cfg").touch()
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "cko-lint.toml").write_text('extra-hosts = {live = ["payments.example.com"]}')
    (tmp_path / folder / "pay.py").write_text(
        PAYING.format(imports='HOST = "payments.example.com"').replace("api.checkout", "x")
    )
    for _ in range(2):
        monkeypatch.setattr("sys.argv", ["cko-lint", "check", *options, f"{folder}/pay.py"])
        program.main()
        assert "(1 related to Checkout.com)" in capsys.readouterr().out


@pytest.mark.parametrize("folder", ["build", "inner", "node_modules"])
@pytest.mark.parametrize("options", [[], ["--no-cache"]], ids=["cache", "no cache"])
def test_a_named_file_that_is_not_the_projects_is_analysed(
    folder: str, options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "setup.cfg").touch()
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "pay.py").write_text(PAYING.format(imports='HOST = "api.checkout.com"'))
    for _ in range(2):
        monkeypatch.setattr("sys.argv", ["cko-lint", "check", *options, f"{folder}/pay.py"])
        assert program.main() == 1
