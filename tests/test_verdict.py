"""Which findings a run reports, and the callers that make a request wrong: as places, in fingerprints, in suppressions."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest
from conftest import Project, finding, made_up_key, place_and_code

from cko_lint import cli, run
from cko_lint.config import settings as config
from cko_lint.findings import CallSite, Finding, Location, Position, Related, merged, with_call_paths
from cko_lint.output.report import Report

CLIENT = """\
    import os

    import requests


    def charge(amount):
        return requests.post(
            "https://api.sandbox.checkout.com/payments",
            json={"amount": amount},
            headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
        )
    """
CHECKS = """\
    from client import charge


    def pay(amount):
        response = charge(amount)
        response.raise_for_status()
        return response.json()
    """
FORGETS = """\
    from client import charge


    def pay(amount):
        return charge(amount).json()["id"]
    """
FORGETS_TOO = """\
    import client


    class Shop:
        def buy(self):
            answer = client.charge(7)
            return answer.json()
    """
SHOP = {"client.py": CLIENT, "checks.py": CHECKS, "forgets.py": FORGETS, "forgets_too.py": FORGETS_TOO}


def report(*paths: str) -> Report:
    return run.run(list(paths), config.load(list(paths))).report


def told(*paths: str) -> list[str]:
    """What is found, each with its callers."""
    return [shape(finding) for finding in report(*paths).findings]


def shape(finding: Finding) -> str:
    callers = "".join(f" < {place(call.location)}" for call in finding.related if call.site is not None)
    return f"{place(finding.location)} {finding.code}{callers}"


def place(location: Location) -> str:
    return f"{location.path}:{location.start.line}"


def fingerprint(*paths: str) -> str:
    (found,) = report(*paths).fingerprints
    return found


# ------------------------------------------------------------------------ callers


def test_callers_that_do_not_check_are_places_of_the_finding(project: Project) -> None:
    project(SHOP)
    assert told(".") == ["client.py:7 CKO401 < forgets.py:5 < forgets_too.py:6"]
    (finding,) = report(".").findings
    assert [related.message for related in finding.related] == [
        "URL set here",
        "called here; the response status is never checked",
        "called here; the response status is never checked",
    ]


def test_no_caller_that_checks(project: Project) -> None:
    project({"client.py": CLIENT, "checks.py": CHECKS})
    assert told(".") == []


def test_a_function_that_drops_the_response_itself_has_no_callers(project: Project) -> None:
    project({**SHOP, "client.py": CLIENT.replace("},\n        )", "},\n        ).json()")})
    assert told("client.py") == ["client.py:7 CKO401"]
    assert told("forgets.py") == []


def test_every_call_on_a_longer_way_but_none_beyond_the_one_that_drops_it(project: Project) -> None:
    project(
        {
            "client.py": CLIENT,
            "service.py": "from client import charge\n\n\ndef pay(amount):\n    return charge(amount)\n",
            "view.py": "import service\n\n\ndef view():\n    return service.pay(1).json()\n",
            "urls.py": "import view\n\n\ndef main():\n    print(view.view())\n",
        }
    )
    assert told(".") == ["client.py:7 CKO401 < service.py:5 < view.py:5"]
    assert [related.message for related in report(".").findings[0].related][1:] == [
        "called on the call_path",
        "called here; the response status is never checked",
    ]


def test_callers_in_the_same_file_at_the_top_of_a_module_and_in_a_lambda(project: Project) -> None:
    own = "\n\n    def own():\n        charge(1).json()\n"
    script = "from client import charge\n\nprint(charge(1).json())\n"
    later = "from client import charge\n\nlater = lambda: charge(2).json()\n\n\ndef run():\n    return later()\n"
    project({"client.py": CLIENT + own, "script.py": script, "later.py": later})
    assert told(".") == ["client.py:7 CKO401 < client.py:15 < later.py:3 < script.py:3"]


def test_neither_decorators_nor_context_managers_are_callers(project: Project) -> None:
    around = """\
        import contextlib
        import functools


        def timed(function):
            @functools.wraps(function)
            def inner(*arguments):
                return function(*arguments)

            return inner


        @contextlib.contextmanager
        def span(name):
            print(name)
            yield
        """
    caller = """\
        from around import span, timed
        from client import charge


        @timed
        def pay():
            with span("pay"):
                return charge(1).json()
        """
    project({"client.py": CLIENT, "around.py": around, "caller.py": caller})
    assert told(".") == ["client.py:7 CKO401 < caller.py:8"]
    assert told("around.py") == []


SDK = """\
    import os

    from checkout_sdk import CheckoutSdk

    api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()


    def details(payment_id):
        return api.payments.get_payment_details(payment_id)
    """


def test_callers_that_leave_an_error_unguarded(project: Project) -> None:
    guards = """\
        import logging
        from client import details


        def one():
            try:
                return details("pay_1")
            except Exception:
                logging.exception("no details")
                raise
        """
    lets = "import client\n\n\ndef one():\n    return client.details('pay_1')\n\n\ndef two():\n    return one()\n"
    project({"client.py": SDK, "guards.py": guards, "lets.py": lets})
    assert told(".") == ["client.py:9 CKO402 < lets.py:5 < lets.py:9"]
    assert told("guards.py") == []
    assert told("lets.py") == ["client.py:9 CKO402 < lets.py:5 < lets.py:9"]


SWALLOWS = """\
    import requests
    from client import charge


    def pay():
        try:
            charge(1).raise_for_status()
        except requests.HTTPError:
            pass
    """


def test_callers_that_swallow_the_error(project: Project) -> None:
    project({**SHOP, "forgets.py": SWALLOWS, "forgets_too.py": SWALLOWS})
    assert told("checks.py") == []
    assert told("forgets.py") == [
        "client.py:7 CKO403 < forgets.py:7 < forgets.py:8 < forgets_too.py:7 < forgets_too.py:8"
    ]
    project({"forgets_too.py": SWALLOWS.replace("pass", "pass  # noqa: CKO403")})
    assert told(".") == ["client.py:7 CKO403 < forgets.py:7 < forgets.py:8"]


def test_many_callers_are_counted_where_people_read(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    forgets = "".join(f"\n\ndef pay_{n}():\n    return charge({n}).json()\n" for n in range(13))
    project({"client.py": CLIENT, "forgets.py": f"from client import charge\n{forgets}"})
    cli.main(["check", "."])
    out = capsys.readouterr().out
    assert out.count("called here") == 10
    assert "  = note: 3 more calls like these; the JSON output lists all of them\n" in out


# ------------------------------------------------------------------ what was named


@pytest.mark.parametrize(
    ("named", "is_reported"),
    [("client.py", True), ("forgets.py", True), ("forgets_too.py", True), ("checks.py", False)],
)
def test_a_file_with_any_of_the_places(project: Project, named: str, is_reported: bool) -> None:
    project(SHOP)
    whole = report(".")
    one = report(named)
    assert list(one.findings) == (list(whole.findings) if is_reported else [])
    assert list(one.fingerprints) == (list(whole.fingerprints) if is_reported else [])


def test_a_caller_in_another_folder_than_the_command_runs_in(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project({**SHOP, "pyproject.toml": "", "jobs/__init__.py": "", "docs/conf.py": ""})
    monkeypatch.chdir(folder / "docs")
    assert told("../forgets.py") == ["../client.py:7 CKO401 < ../forgets.py:5 < ../forgets_too.py:6"]


def flipped(environment: str) -> dict[str, str]:
    return {
        "settings.py": f'BASE = "https://api{environment}.checkout.com"\n',
        "keys.py": f'KEY = "{made_up_key("sk_")}"  # noqa: CKO201\n',
        "client.py": """\
            import requests
            from keys import KEY
            from settings import BASE


            def charge():
                response = requests.post(f"{BASE}/payments", headers={"Authorization": f"Bearer {KEY}"})
                response.raise_for_status()
            """,
        "idle.py": "import client\n",
    }


def test_a_url_that_was_flipped_in_the_settings(project: Project) -> None:
    project(flipped(""))
    assert told("settings.py") == []
    project({"settings.py": 'BASE = "https://api.sandbox.checkout.com"\n'})
    assert told("settings.py") == ["client.py:7 CKO302"]
    assert told("idle.py") == []


def test_lines_of_places_that_are_not_in_the_files_named_are_shown(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project({**SHOP, "checks.py": ""})
    assert cli.main(["check", "forgets.py"]) == 1
    out = capsys.readouterr().out
    assert "--> client.py:7:12" in out
    assert "7 |       return requests.post(\n" in out.replace("/", " ")
    assert "6 |         answer = client.charge(7)\n" in out


# ------------------------------------------------------------------- suppressions


def suppressed(text: str, comment: str = "# noqa: CKO401") -> str:
    lines = text.splitlines()
    return "\n".join(f"{line}  {comment}" if "charge(" in line else line for line in lines) + "\n"


def test_a_suppression_at_a_caller_takes_this_caller_out(project: Project) -> None:
    project({**SHOP, "forgets.py": suppressed(FORGETS)})
    assert told(".") == ["client.py:7 CKO401 < forgets_too.py:6"]
    assert told("client.py") == ["client.py:7 CKO401 < forgets_too.py:6"]
    assert told("forgets_too.py") == ["client.py:7 CKO401 < forgets_too.py:6"]
    assert told("forgets.py") == []


def test_with_all_callers_suppressed_nothing_is_left(project: Project) -> None:
    above = FORGETS_TOO.replace("answer =", "# cko-lint: ignore[CKO401] polled later\n            answer =")
    project({**SHOP, "forgets.py": "    # cko-lint: ignore-file[CKO401]\n" + FORGETS, "forgets_too.py": above})
    assert told(".") == []
    assert told("client.py") == []
    assert len(list(run.run(["."], config.Settings(ignores=False)).report.findings)) == 1


def test_a_suppression_at_the_request_holds_for_all_callers(project: Project) -> None:
    client = CLIENT.replace("requests.post(", "requests.post(  # cko-lint: ignore[CKO401] callers may not care")
    project({**SHOP, "client.py": client, "forgets.py": suppressed(FORGETS)})
    assert told(".") == []
    assert told("forgets.py") == []


def test_a_suppression_of_a_call_in_the_middle_ends_all_ways_through_it(project: Project) -> None:
    service = "from client import charge\n\n\ndef pay(amount):\n    return charge(amount)  # noqa: CKO401\n"
    view = "import service\n\n\ndef view():\n    return service.pay(1).json()\n"
    project({"client.py": CLIENT, "service.py": service, "view.py": view})
    assert told(".") == []
    project({"forgets.py": FORGETS})
    assert told(".") == ["client.py:7 CKO401 < forgets.py:5"]


def test_a_suppression_that_silences_nothing_is_reported_where_it_was_named(project: Project) -> None:
    project({**SHOP, "checks.py": suppressed(CHECKS)})
    assert told("checks.py") == ["checks.py:5 CKO002"]
    assert told("forgets.py") == ["client.py:7 CKO401 < forgets.py:5 < forgets_too.py:6"]
    project({"forgets.py": suppressed(FORGETS, "# noqa: CKO101")})
    assert told("client.py") == ["client.py:7 CKO401 < forgets.py:5 < forgets_too.py:6"]


def test_settings_are_those_of_the_file_in_which_the_finding_stands(project: Project) -> None:
    project({**SHOP, "cko-lint.toml": '[per-file-ignores]\n"forgets.py" = ["CKO401"]\n'})
    assert told("forgets.py") == ["client.py:7 CKO401 < forgets.py:5 < forgets_too.py:6"]
    project({"cko-lint.toml": '[per-file-ignores]\n"client.py" = ["CKO401"]\n'})
    assert told("forgets.py") == []


# ------------------------------------------------------------------- fingerprints


def test_one_more_caller_is_another_finding(project: Project) -> None:
    project({**SHOP, "forgets_too.py": ""})
    before = fingerprint(".")
    project({"forgets_too.py": FORGETS_TOO})
    assert fingerprint(".") != before
    project({"forgets_too.py": suppressed(FORGETS_TOO)})
    assert fingerprint(".") == before


def test_lines_that_moved_are_the_same_finding(project: Project) -> None:
    project(SHOP)
    before = fingerprint(".")
    relaid = FORGETS.replace("charge(amount)", "charge(\n            amount,\n        )")
    project({"forgets.py": "    # about\n\n" + relaid, "forgets_too.py": "    X = 1\n\n\n" + FORGETS_TOO})
    assert told(".") == ["client.py:7 CKO401 < forgets.py:7 < forgets_too.py:9"]
    assert fingerprint(".") == before


@pytest.mark.parametrize("mark", ["pyproject.toml", "cko-lint.toml"])
def test_the_folder_in_which_the_command_runs_makes_no_difference(
    project: Project, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    folder = project({**{f"shop/{name}": text for name, text in SHOP.items()}, mark: "", "docs/a.py": ""})
    before = fingerprint("shop")
    monkeypatch.chdir(folder / "shop")
    assert fingerprint("client.py") == before
    monkeypatch.chdir(folder / "docs")
    assert fingerprint("../shop") == before


def test_nor_does_it_where_nothing_marks_a_project(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project({f"shop/{name}": text for name, text in SHOP.items()})
    before = fingerprint("shop/client.py", "shop/forgets.py")
    monkeypatch.chdir(folder / "shop")
    assert fingerprint("client.py", "forgets.py") == before


def test_in_a_repository_paths_begin_at_its_top_whatever_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {
        "pyproject.toml": "[tool.cko-lint]\n",
        "a/pyproject.toml": "[tool.cko-lint]\n",
        "a/requirements.txt": "",
    }
    folder = project({**settings, **{f"a/{name}": text for name, text in SHOP.items()}})
    subprocess.run(["git", "init", "-q", folder], check=True)
    before = fingerprint(".")
    assert fingerprint("a/client.py") == before
    monkeypatch.chdir(folder / "a")
    assert fingerprint(".") == before


# ------------------------------------------------------------------------ merging


def call(path: str, line: int) -> Related:
    where = Location(path, Position(line, 1), Position(line, 9))
    return Related("called here", where, CallSite((line, line), "pay", "charge()"))


def test_findings_at_one_place_become_one() -> None:
    a, b, c = call("a.py", 1), call("b.py", 2), call("c.py", 3)
    plain = finding(code="CKO401")
    assert merged([with_call_paths(plain, [(c, b)]), with_call_paths(plain, [(a, b)])]).related == (a, b, c)
    assert merged([with_call_paths(plain, [(a, b)]), with_call_paths(plain, [(b,)])]).related == (b,)
    assert merged([with_call_paths(plain, [(a, b)]), plain]).related == ()
    assert merged([with_call_paths(plain, [(a,)]), with_call_paths(plain, [(a,)])]) == with_call_paths(plain, [(a,)])


# --------------------------------------------------------------------- git's lines


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True, env=environment)


@pytest.fixture
def committed(project: Project) -> Project:
    """A repository with a caller that checks and another one that does not."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    project({**SHOP, "forgets_too.py": ""})
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "a")
    return project


def git_told(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    cli.main(["check", "--output-format", "concise", *arguments])
    output = capsys.readouterr()
    return [place_and_code(line) for line in (output.out + output.err).splitlines()]


def test_a_caller_that_is_staged(committed: Project, capsys: pytest.CaptureFixture[str]) -> None:
    committed({"forgets_too.py": FORGETS_TOO, "checks.py": "    # about\n" + CHECKS})
    assert git_told(capsys, "--staged") == []
    git("add", "checks.py")
    assert git_told(capsys, "--staged") == []
    git("add", "forgets_too.py")
    committed({"forgets_too.py": ""})
    assert git_told(capsys, "--staged") == ["client.py:7:12: CKO401"]
    assert git_told(capsys, "--staged", "--since", "HEAD") == ["client.py:7:12: CKO401"]


def test_a_caller_on_a_line_that_was_added(committed: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert git_told(capsys, "--since", "HEAD") == []
    committed({"forgets.py": FORGETS + "\n\n    def other():\n        return 1\n"})
    assert git_told(capsys, "--since", "HEAD") == []
    committed({"forgets.py": FORGETS.replace("amount", "cents")})
    assert git_told(capsys, "--since", "HEAD") == ["client.py:7:12: CKO401"]
    assert git_told(capsys, "--since", "HEAD", "client.py") == []
    git("commit", "--quiet", "--all", "--message", "b")
    assert git_told(capsys, "--since", "HEAD") == []
    assert git_told(capsys, "--since", "HEAD~1") == ["client.py:7:12: CKO401"]
