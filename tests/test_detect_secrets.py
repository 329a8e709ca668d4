"""detect-secrets in both directions: our detector in it, and texts through its engine, without a trace of either."""

from __future__ import annotations

import hashlib
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Project, made_up_key
from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.core.scan import scan_line
from detect_secrets.settings import get_filters, get_plugins, get_settings, transient_settings

from cko_lint import cli, run
from cko_lint.config.settings import Settings
from cko_lint.configuration_files import scanning
from cko_lint.detect_secrets_plugin import CheckoutComKeyDetector
from cko_lint.sources.lines import Piece

FILTERS = "detect_secrets.filters."
THEIRS = {
    "plugins_used": [{"name": "AWSKeyDetector"}, {"name": "Base64HighEntropyString", "limit": 4.1}],
    "filters_used": [
        {"path": FILTERS + "heuristic.is_sequential_string"},
        {"path": FILTERS + "regex.should_exclude_secret", "pattern": ["never"]},
    ],
}


def findings(**settings: object) -> list[str]:
    found = run.check(["."], Settings(**settings))  # type: ignore[arg-type]
    return [f"{f.location.path}:{f.location.start.line}: {f.code}" for f in found]


def line_of(text: str) -> Piece:
    return Piece(1, 0, text, 0, len(text))


def state() -> object:
    """All that a program which uses detect-secrets can see of it."""
    return (
        get_settings().json(),
        dict(get_settings().filters),
        [(type(plugin).__name__, plugin.json()) for plugin in get_plugins()],
        [function.path for function in get_filters()],
        dict(get_mapping_from_secret_type_to_class()),
        logging.getLogger("detect-secrets").disabled,
    )


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    with transient_settings({}):
        yield


# ------------------------------------------------------------------- what it silences

COMMENTS = {
    "a.env": "K={}  # pragma: allowlist secret",
    "a.ini": "k = {} ; x\n",
    "a.yaml": "k: {}  # pragma: allowlist secret",
    "a.json": '{{"k": "{}"}} // pragma: allowlist secret',
    "a.sql.sh": "echo {} -- pragma: allowlist secret",
    "a.md": "`{}` <!-- pragma: allowlist secret -->",
    "b.env": "# pragma: allowlist nextline secret\nK={}",
    "c.env": "K={}  # pragma: whitelist secret",
}


def test_its_comments_hold_in_every_style(project: Project) -> None:
    project({name: text.format(made_up_key()) + "\n" for name, text in COMMENTS.items()})
    assert findings() == ["a.ini:1: CKO201"]
    assert len(findings(ignores=False)) == len(COMMENTS)


def test_patterns_that_a_team_excludes(project: Project) -> None:
    patterns = {
        "line": ["^EXAMPLE_"],
        "file": [r"^fixtures/"],
        "secret": ["^pk_"],
    }
    filters = [{"path": f"{FILTERS}regex.should_exclude_{what}", "pattern": p} for what, p in patterns.items()]
    filters.append({"path": "file://filters.py::everything"})  # code in a repository is not run
    project(
        {
            ".secrets.baseline": json.dumps({"results": {}, "filters_used": filters}),
            "filters.py": "raise SystemExit('it was run')\n",
            "a.env": f"EXAMPLE_KEY={made_up_key()}\nKEY={made_up_key()}\nPUBLIC={made_up_key('pk_')}\n",
            "fixtures/b.env": f"KEY={made_up_key()}\n",
        }
    )
    assert findings() == ["a.env:2: CKO201"]
    assert len(findings(ignores=False)) == 4


@pytest.mark.parametrize("name", ["a.yml", "a.py"])
def test_an_accepted_secret(name: str, project: Project) -> None:
    accepted, other = made_up_key("sk_"), made_up_key("sk_")
    template = "one: '{}'\ntwo: '{}'\n" if name == "a.yml" else "one = '{}'\ntwo = '{}'\n"
    entry = {"hashed_secret": hashlib.sha1(accepted.encode()).hexdigest(), "type": "x"}
    project(
        {
            name: template.format(accepted, other),
            ".secrets.baseline": json.dumps({"results": {name: [entry]}}),
        }
    )
    assert findings() == [f"{name}:2: CKO201"]
    assert len(findings(ignores=False)) == 2


BROKEN = {
    "": ".secrets.baseline:1 is not a baseline of detect-secrets: it is not valid JSON",
    "{\n": ".secrets.baseline:2 is not a baseline of detect-secrets: it is not valid JSON",
    "[]": "it does not have the form of detect-secrets 1.x",
    '{"results": 3}': "it does not have the form of detect-secrets 1.x",
    '{"results": {"a": [{}]}}': "it does not have the form of detect-secrets 1.x",
    f'{{"results": {{}}, "filters_used": [{{"path": "{FILTERS}regex.should_exclude_line", "pattern": ["("]}}]}}': (
        "'(' is not a regular expression"
    ),
    f'{{"results": {{}}, "filters_used": [{{"path": "{FILTERS}regex.should_exclude_line"}}]}}': "it does not have the form",
}


@pytest.mark.parametrize(("content", "error"), BROKEN.items(), ids=range(len(BROKEN)))
@pytest.mark.parametrize("name", [".env", "a.py"])
def test_a_broken_baseline_is_an_error(
    content: str, error: str, name: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project({".secrets.baseline": content, name: f"KEY='{made_up_key()}'\n"})
    assert cli.main(["check"]) == 2
    said = capsys.readouterr()
    assert error in said.err
    assert said.out == ""
    for option in ("--isolated", "--no-baseline", "--no-ignores"):
        assert cli.main(["check", "-q", option]) == 1
    assert "CKO201" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["a.yml", "a.py"])
def test_the_summary_says_what_it_hides(name: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    accepted, other = made_up_key("sk_"), made_up_key("sk_")
    entry = {"hashed_secret": hashlib.sha1(accepted.encode()).hexdigest(), "type": "x"}
    text = f"one: '{accepted}'\n" if name == "a.yml" else f"one = '{accepted}'\n"
    project({name: text, "b.py": f"two = '{other}'\n", ".secrets.baseline": json.dumps({"results": {name: [entry]}})})
    assert cli.main(["check"]) == 1
    told = "1 error in 2 files (2 related to Checkout.com); 1 hidden by .secrets.baseline"
    assert told in capsys.readouterr().out.splitlines()
    assert cli.main(["check", "b.py"]) == 1
    assert "hidden" not in capsys.readouterr().out
    assert cli.main(["check", "--isolated"]) == 1
    assert "2 errors in 2 files (2 related to Checkout.com)" in capsys.readouterr().out.splitlines()


def test_what_a_pattern_excludes_counts_as_hidden(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    filters = [{"path": f"{FILTERS}regex.should_exclude_file", "pattern": ["^fixtures/"]}]
    project(
        {
            ".secrets.baseline": json.dumps({"results": {}, "filters_used": filters}),
            "fixtures/a.env": f"KEY={made_up_key()}\n",
            "b.env": f"KEY={made_up_key()}  # pragma: allowlist secret\n",
        }
    )
    assert cli.main(["check"]) == 0
    assert capsys.readouterr().out.endswith("; 1 hidden by .secrets.baseline\n")


# --------------------------------------------------------------------- its traps


def test_its_settings_are_one_object_and_are_given_back(project: Project) -> None:
    project({".env": f"KEY={made_up_key()}\n"})
    with transient_settings(THEIRS):
        before = state()
        assert findings() == [".env:1: CKO201"]
        assert state() == before


def test_what_it_has_derived_from_our_patterns_is_forgotten() -> None:
    key = made_up_key()
    exclusions = [{"path": FILTERS + "regex.should_exclude_secret", "pattern": ["^sk_"]}]
    with transient_settings(THEIRS):
        aws = "AKIA" + "Q" * 4 + made_up_key("")[:12].upper().replace("=", "A")
        line = f"K={aws}"
        before = [secret.secret_value for secret in scan_line(line)]
        with scanning.engine("a.env", exclusions) as reported:
            assert reported("", line_of(f"K={key}"), [key]) == frozenset()
        assert [secret.secret_value for secret in scan_line(line)] == before
        assert aws in before
    with scanning.engine("a.env") as reported:
        assert reported("", line_of(f"K={key}"), [key]) == {key}


def test_scan_line_switches_a_filter_off_and_we_do_not(project: Project) -> None:
    project({".env": f"KEY={made_up_key()}\n"})
    findings()
    assert FILTERS + "common.is_invalid_file" in get_settings().filters


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig"])
def test_a_file_that_it_cannot_decode_is_read(encoding: str, project: Project) -> None:
    key = made_up_key()
    project({"a.env": f"NAME=café\nKEY={key}\n".encode(encoding)})
    assert findings() == ["a.env:2: CKO201"]


def test_its_list_of_plugins_does_not_grow_and_need_not_know_ours(project: Project) -> None:
    project({".env": f"KEY={made_up_key()}\n"})
    known = dict(get_mapping_from_secret_type_to_class())
    assert CheckoutComKeyDetector.secret_type not in known
    assert findings() == [".env:1: CKO201"]
    assert get_mapping_from_secret_type_to_class() == known


def test_a_team_that_uses_our_detector_in_the_same_program(project: Project) -> None:
    key = made_up_key()
    project({".env": f"KEY={key}\n"})
    path = Path(run.__file__).with_name("detect_secrets_plugin.py").as_uri()
    get_mapping_from_secret_type_to_class.cache_clear()
    try:
        with transient_settings({"plugins_used": [{"name": "CheckoutComKeyDetector", "path": path}]}):
            for _ in range(2):
                assert [secret.secret_value for secret in scan_line(key)] == [key]
                assert findings() == [".env:1: CKO201"]
    finally:
        get_mapping_from_secret_type_to_class.cache_clear()


def test_its_import_is_paid_for_by_a_hit_in_a_text_only(project: Project) -> None:
    code = (
        "import sys\nfrom cko_lint import check\nfound = check(['.'])\n"
        "print(len(found), 'detect_secrets' in sys.modules)"
    )

    def told() -> str:
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()

    project({"a.py": f"KEY = '{made_up_key()}'\n", ".env": "CKO_SECRET_KEY=\n"})
    assert told() == "1 False"
    project({".env": f"CKO_SECRET_KEY={made_up_key()}\n"})
    assert told() == "2 True"


def test_its_log_does_not_speak_of_our_scan(project: Project, caplog: pytest.LogCaptureFixture) -> None:
    key = made_up_key()
    project({".env": f"KEY={key}\n", ".secrets.baseline": json.dumps({"results": {}, "filters_used": [
        {"path": FILTERS + "regex.should_exclude_secret", "pattern": ["^sk_"]}]})})  # fmt: skip
    log = logging.getLogger("detect-secrets")
    log.propagate, level = True, log.level
    log.setLevel(logging.DEBUG)
    try:
        with caplog.at_level(logging.DEBUG):
            assert findings() == []
    finally:
        log.setLevel(level)
    assert [record.message for record in caplog.records if record.name == log.name] == []
    assert key not in caplog.text


# ---------------------------------------------------------------- our detector in it


def test_our_detector_in_detect_secrets(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    forms = ("sk_sbox_", "sk_", "pk_sbox_", "pk_")
    keys = [made_up_key(form) for form in forms]
    folder = project({"a.env": "".join(f"K{index}={key}\n" for index, key in enumerate(keys)) + "X=task_id\n"})
    assert cli.main(["plugin-path"]) == 0
    filters = ("is_potential_uuid", "is_indirect_reference")
    scan = subprocess.run(
        [sys.executable, "-m", "detect_secrets", "scan", "--plugin", capsys.readouterr().out.strip(), "a.env",
         *(f"--disable-filter=detect_secrets.filters.heuristic.{name}" for name in filters)],
        cwd=folder, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    ours = [e for e in json.loads(scan)["results"]["a.env"] if e["type"] == CheckoutComKeyDetector.secret_type]
    assert {e["hashed_secret"] for e in ours} == {hashlib.sha1(key.encode()).hexdigest() for key in keys}
    assert all(e["is_verified"] is False for e in ours)
