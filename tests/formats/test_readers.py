"""Each format is read by its real reader where Python has one, and else by what its documentation says."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import jsonschema
import pytest
from checked_shop import ODD_NAME, PAY, reports
from conftest import ROOT
from diff_cover.violationsreporters.java_violations_reporter import CheckstyleXmlDriver
from diff_cover.violationsreporters.violations_reporter import PylintDriver
from junitparser import JUnitXml, TestCase

__all__ = ["reports"]
SHOWN_NAME = "odd\\x1b[2J;,:]%<&>\\n.py"
LINES = {"checkout.py": {9}, SHOWN_NAME: {1}, "pay.py": {5, 9, 19, 24}, "report.ipynb": {1}}
PLAINLY_NAMED = {path: lines for path, lines in LINES.items() if path != SHOWN_NAME}
SEVERITIES = ["warning", "note", "error", "error", "error", "warning", "error"]


# ------------------------------------------------------------------------ sarif


@pytest.fixture(scope="module")
def run(reports: dict[str, str]) -> dict[str, object]:
    """The one run of the SARIF report."""
    (only,) = json.loads(reports["sarif"])["runs"]
    return only  # type: ignore[no-any-return]


def test_sarif_is_valid_by_its_schema(reports: dict[str, str]) -> None:
    schema = json.loads((ROOT / "tests/data/sarif-2.1.0.json").read_text("utf-8"))
    checker = jsonschema.validators.validator_for(schema)(schema)
    assert [error.message for error in checker.iter_errors(json.loads(reports["sarif"]))] == []
    assert not checker.is_valid({"version": "2.1.0"})


def artifact(location: dict) -> str:  # type: ignore[type-arg]
    found = location["physicalLocation"]["artifactLocation"]
    assert found["uriBaseId"] == "%SRCROOT%"
    return unquote(found["uri"])


def test_sarif_has_relative_uris_below_a_folder(run: dict) -> None:  # type: ignore[type-arg]
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"].endswith("/shop/")
    assert {artifact(result["locations"][0]) for result in run["results"]} == {
        "checkout.py", ODD_NAME, "pay.py", "report.ipynb",
    }  # fmt: skip


def flows(run: dict, code: str) -> list[list[tuple[str, int, str]]]:  # type: ignore[type-arg]
    """The flows of the only result of a rule, each as places."""
    (result,) = [result for result in run["results"] if result["ruleId"] == code]
    return [
        [
            (artifact(step["location"]), step["location"]["physicalLocation"]["region"]["startLine"], step["location"]["message"]["text"])
            for step in flow["threadFlows"][0]["locations"]
        ]
        for flow in result["codeFlows"]
    ]  # fmt: skip


def test_a_code_flow_goes_the_way_that_the_value_took(run: dict) -> None:  # type: ignore[type-arg]
    refused = "`POST /tokens` accepts only public keys, and this request sends a secret key (`CKO_SECRET_KEY`)"
    assert flows(run, "CKO502") == [[("settings.py", 4, "assigned to `KEY` here"), ("pay.py", 9, refused)]]


def test_there_is_a_code_flow_for_each_cause_and_each_way_that_calls_take(run: dict) -> None:  # type: ignore[type-arg]
    assert [[(path, line) for path, line, _ in flow] for flow in flows(run, "CKO401")] == [
        [("settings.py", 3), ("pay.py", 19)],
        [("checkout.py", 9), ("pay.py", 19)],
    ]


def test_what_happens_afterwards_ends_a_code_flow(run: dict) -> None:  # type: ignore[type-arg]
    assert [[line for _, line, _ in flow] for flow in flows(run, "CKO403")] == [[24, 25]]


def test_sarif_has_what_github_sorts_alerts_by(run: dict) -> None:  # type: ignore[type-arg]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["CKO202"]["properties"]["security-severity"] == "2.0"
    assert rules["CKO202"]["properties"]["tags"] == ["checkout.com", "security", "external/cwe/cwe-547"]
    assert rules["CKO502"]["properties"]["security-severity"] == "0.0"
    assert all(rule["help"]["markdown"].count("**") > 3 for rule in rules.values())
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert list(result["partialFingerprints"]) == ["ckoLint/v1"]


def test_sarif_names_the_cell_of_a_notebook_instead_of_a_line_of_its_file(run: dict) -> None:  # type: ignore[type-arg]
    (place,) = [
        place for result in run["results"] for place in result["locations"] if artifact(place) == "report.ipynb"
    ]
    assert "region" not in place["physicalLocation"]
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "cell 2:3:1"


def test_sarif_lists_what_could_not_be_judged(run: dict) -> None:  # type: ignore[type-arg]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "request could not be judged: cannot determine the URL of this request"
    assert run["properties"]["notJudged"] == 1


# ------------------------------------------------------------------------ other formats for programs


def test_junit_has_a_failure_for_each_error_and_warning(reports: dict[str, str]) -> None:
    suites = JUnitXml.fromstring(reports["junit"].encode())
    assert (suites.tests, suites.failures, suites.skipped, suites.errors) == (8, 6, 1, 0)
    assert [suite.name for suite in suites] == [*LINES, "requests that could not be judged"]
    cases = [case for suite in suites for case in suite]
    assert [case.is_failure for case in cases] == [severity != "note" for severity in SEVERITIES] + [False]
    failure = next(case for case in cases if "CKO403" in case.name).result[0]
    assert (failure.type, failure.message[:19]) == ("warning", "exception swallowed")
    assert "pay.py:25:5: exception swallowed here\nhelp: " in failure.text


def test_junit_without_findings_has_a_test_that_passed() -> None:
    (suite,) = JUnitXml.fromstring(empty("junit").encode())
    (case,) = suite
    assert isinstance(case, TestCase)
    assert case.is_passed


@pytest.mark.parametrize(("form", "driver"), [("checkstyle", CheckstyleXmlDriver()), ("pylint", PylintDriver())])
def test_diff_quality_reads_the_lines(form: str, driver: object, reports: dict[str, str]) -> None:
    found = driver.parse_reports([reports[form]])  # type: ignore[attr-defined]
    lines = {path: {violation.line for violation in violations} for path, violations in found.items()}
    assert {path: at for path, at in lines.items() if not path.startswith("odd")} == PLAINLY_NAMED


def test_checkstyle_and_pylint_have_the_severity(reports: dict[str, str]) -> None:
    names = {"error": "error", "warning": "warning", "info": "note"}
    assert [names[word] for word in re.findall(r' severity="(\w+)"', reports["checkstyle"])] == SEVERITIES
    letters = {"E": "error", "W": "warning", "I": "note"}
    assert [letters[letter] for letter in re.findall(r": \[([EWI])\d{3}\(", reports["pylint"])] == SEVERITIES


def test_gitlab_has_what_its_documentation_requires(reports: dict[str, str]) -> None:
    issues = json.loads(reports["gitlab"])
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(SEVERITIES)
    for issue in issues:
        assert {"description", "check_name", "fingerprint", "severity", "location"} <= issue.keys()
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith(("./", "/"))
    assert [issue["location"]["lines"]["begin"] for issue in issues] == [9, 1, 5, 9, 19, 24, 1]


def test_rdjson_counts_bytes(reports: dict[str, str]) -> None:
    diagnostics = json.loads(reports["rdjson"])["diagnostics"]
    (found,) = [
        d for d in diagnostics if d["location"]["path"] == "pay.py" and d["location"]["range"]["start"]["line"] == 5
    ]
    line = PAY.splitlines()[4].encode()
    start, end = (found["location"]["range"][side]["column"] - 1 for side in ("start", "end"))
    assert line[start:end] == b'requests.get(LIVE_URL + "/workflows")'
    assert {d["severity"] for d in diagnostics} == {"ERROR", "WARNING", "INFO"}
    assert found["code"]["value"] == "CKO101"


def test_json_lines_are_the_objects_of_json(reports: dict[str, str]) -> None:
    whole = json.loads(reports["json"])
    lines = [json.loads(line) for line in reports["json-lines"].splitlines()]
    assert lines == [*whole["diagnostics"], *whole["unresolved"]]


# ------------------------------------------------------------------------ logs of pipelines and lines for editors


def test_azure_reads_properties_and_text(reports: dict[str, str]) -> None:
    """As vsts-task-lib does: properties end with `;`, and escapes are undone."""
    commands = [re.fullmatch(r"##vso\[task\.logissue (.*?)\](.*)", line) for line in reports["azure"].splitlines()]
    assert all(commands)
    found = [dict(part.split("=", 1) for part in command[1].split(";") if part) for command in commands if command]
    paths = [
        properties["sourcepath"].replace("%3B", ";").replace("%5D", "]").replace("%AZP25", "%") for properties in found
    ]
    assert paths == [path for path, lines in LINES.items() for _ in lines]
    assert {properties["type"] for properties in found} == {"error", "warning"}
    assert commands[1] is not None
    assert commands[1][2].startswith("note: hardcoded")


GNU = re.compile(
    r"(?P<path>.*):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning|note): (?P<code>CKO\d+) (?P<message>.+)"
)


def test_concise_is_what_gnu_tools_print(reports: dict[str, str]) -> None:
    *lines, last = reports["concise"].splitlines()
    assert [(match := GNU.fullmatch(line)) and match["severity"] for line in lines] == SEVERITIES
    assert last == "pay.py:30:12: note: unresolved: cannot determine the URL of this request"


def test_grouped_has_each_path_once(reports: dict[str, str]) -> None:
    heads = [line for line in reports["grouped"].splitlines() if line.endswith(":")]
    assert heads == ["checkout.py:", f"{SHOWN_NAME}:", "pay.py:", "report.ipynb:", "unresolved:"]


def empty(form: str) -> str:
    """A report of a run that has found nothing."""
    from cko_lint import run as runs
    from cko_lint.output import formats
    from cko_lint.output.report import Report

    return formats.render(Report([], [], 3, 0, lambda *_: None, runs._rule), form)
