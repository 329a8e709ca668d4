"""What people, editors and programs read."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import fields

import pytest
from conftest import finding, made_up_key, related

from cko_lint import run
from cko_lint.findings import Finding, Location, Position, Related, Severity
from cko_lint.output import concise, full, github
from cko_lint.output import json as format_json
from cko_lint.output.report import Report
from cko_lint.output.source_line import source_line, width
from cko_lint.report.fingerprints import fingerprints
from cko_lint.sources.lines import Window, window

MORE = "docs: `cko-lint rule CKO101`"
SHOP = {
    "shop/pay.py": """\
import requests

from shop.settings import KEY

URL = "https://api.checkout.com"


def pay(amount):
    return requests.post(
        URL + "/payments",
        headers={"Authorization": f"Bearer {KEY}"},
        json={"amount": amount},
        timeout=10,
    )
""",
    "shop/settings.py": """\
import os

KEY = os.environ["CKO_SANDBOX_KEY"]
""",
}


def report(*findings: Finding, files: dict[str, str] | None = None, unresolved: Sequence[Related] = ()) -> Report:
    texts = files or SHOP
    return Report(
        findings,
        fingerprints(findings),
        files=240,
        analysed=3,
        line=lambda place, number, column: _line(texts.get(place.path, ""), number, column),
        rule=run.catalogue().get,  # type: ignore[arg-type]
        unresolved=unresolved,
        with_unresolved=bool(unresolved),
        not_judged=len(unresolved),
    )


def _line(text: str, number: int, column: int) -> Window | None:
    lines = text.split("\n") if text else []
    return window(lines[number - 1], column) if number <= len(lines) else None


def mixed() -> Finding:
    return finding(
        "shop/pay.py",
        9,
        12,
        (14, 6),
        code="CKO301",
        name="sandbox-key-live-url",
        message="a sandbox key is sent to the live API",
        help="use the live key, or the sandbox's URL",
        related=(
            related("the URL is live here", "shop/pay.py", 5, 7, 33),
            related("the key is sandbox here", "shop/settings.py", 3, 7, 36),
        ),
    )


def shown(made: Report) -> str:
    return "\n".join(line.rstrip() for line in full.render(made).rstrip().split("\n"))


def test_several_lines_and_places_in_two_files() -> None:
    assert shown(report(mixed())) == textwrap.dedent("""\
        error[CKO301]: a sandbox key is sent to the live API
          --> shop/pay.py:9:12
           |
         5 |   URL = "https://api.checkout.com"
           |         -------------------------- the URL is live here
        ...
         9 | /     return requests.post(
        10 | |         URL + "/payments",
        11 | |         headers={"Authorization": f"Bearer {KEY}"},
        12 | |         json={"amount": amount},
        13 | |         timeout=10,
        14 | |     )
           | |_____^
           |
          ::: shop/settings.py:3:7
           |
         3 | KEY = os.environ["CKO_SANDBOX_KEY"]
           |       ----------------------------- the key is sandbox here
           |
           = help: use the live key, or the sandbox's URL""")


def test_one_line() -> None:
    made = report(finding("shop/settings.py", 3, 7, (3, 36), severity=Severity.NOTE, help=""))
    assert shown(made) == textwrap.dedent("""\
        note[CKO101]: this request has no credential
         --> shop/settings.py:3:7
          |
        3 | KEY = os.environ["CKO_SANDBOX_KEY"]
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          |""")


def test_the_middle_of_a_long_span_is_left_out() -> None:
    text = "get(\n" + "    1,\n" * 20 + ")\n"
    made = report(finding("a.py", 1, 1, (22, 2)), files={"a.py": text})
    assert shown(made).split("\n")[2:-2] == [
        "   |",
        " 1 | / get(",
        " 2 | |     1,",
        " 3 | |     1,",
        " 4 | |     1,",
        "...  |",
        "22 | | )",
        "   | |_^",
    ]


def test_a_place_without_source() -> None:
    assert shown(report(finding("gone.py", 3, 7))) == textwrap.dedent("""\
        error[CKO101]: this request has no credential
         --> gone.py:3:7
          = help: send one""")


MARKS = {
    "a tab before": ("\tx = get()", "get()", "    x = get()", "        ^^^^^"),
    "a tab within": ('get("\t")', 'get("\t")', 'get("    ")', "^^^^^^^^^^^"),
    "wide characters before": ("金 = get()", "get()", "金 = get()", "     ^^^^^"),
    "wide characters within": ('get("金額")', '"金額"', 'get("金額")', "    ^^^^^^"),
    "combining characters before": ("e\u0301 = get()", "get()", "e\u0301 = get()", "    ^^^^^"),
    "what steers a terminal": ("\x1b[2J = get()", "get()", "�[2J = get()", "       ^^^^^"),
}


@pytest.mark.parametrize(("line", "marked", "printed", "marks"), MARKS.values(), ids=MARKS.keys())
def test_marks_stand_below_what_they_mark(line: str, marked: str, printed: str, marks: str) -> None:
    start = line.index(marked) + 1
    lines = shown(report(finding("a.py", 1, start, (1, start + len(marked))), files={"a.py": line})).split("\n")
    assert lines[3:5] == [f"1 | {printed}", f"  | {marks}"]


def test_marks_fit_where_keys_were_cut() -> None:
    first, second = made_up_key(), made_up_key("pk_sbox_")
    line = f'SECRET, PUBLIC = "{first}", "{second}"  # demo'
    for key in (first, second):
        start = line.index(key)
        made = report(finding("a.py", 1, start, (1, start + len(key) + 2)), files={"a.py": line})
        printed, marks = (shown_line[4:] for shown_line in shown(made).split("\n")[3:5])
        assert first not in printed
        assert second not in printed
        assert printed[marks.index("^") : marks.rindex("^") + 1] == f'"{key[:8]}…{key[-2:]}"'


def test_a_line_too_long_for_any_screen_is_cut_around_its_mark() -> None:
    line = "x = " + "1 + " * 3000 + "get() + " + "1 + " * 3000 + "1"
    start = line.index("get()") + 1
    lines = shown(report(finding("a.py", 1, start, (1, start + 5)), files={"a.py": line})).split("\n")
    assert max(map(len, lines)) < 200
    at = lines[4].index("^")
    assert lines[3][at : at + 5] == "get()"
    assert lines[4].strip("| ") == "^^^^^"


def test_lines_measured() -> None:
    assert width("abc") == 3
    assert width("金e\u0301") == 3
    assert source_line("a\tb").cells == (0, 1, 5, 6)


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ("", "No findings in 240 files (3 related to Checkout.com)\n"),
        ("eew", "2 errors, 1 warning in 240 files (3 related to Checkout.com)\n"),
        ("n", "1 note in 240 files (3 related to Checkout.com)\n"),
    ],
)
def test_the_closing_line(severities: str, expected: str) -> None:
    kinds = {severity.value[0]: severity for severity in Severity}
    assert full.closing(report(*[finding(severity=kinds[letter]) for letter in severities])) == expected


def test_colored_output_says_the_same() -> None:
    colored = full.render(report(mixed()), full.COLORED)
    for code in fields(full.COLORED):
        colored = colored.replace(getattr(full.COLORED, code.name), "")
    assert colored == full.render(report(mixed()))


def test_concise() -> None:
    made = report(mixed(), unresolved=[related("the URL is unknown", "a.py", 4, 2, 8)])
    assert concise.render(made) == (
        "shop/pay.py:9:12: error: CKO301 a sandbox key is sent to the live API\n"
        "a.py:4:2: note: unresolved: the URL is unknown\n"
    )
    assert concise.render(report()) == ""


def test_names_of_files_cannot_steer_a_terminal() -> None:
    assert concise.render(report(finding("a\x1b[2J\n.py"))).startswith("a\\x1b[2J\\n.py:1:1: ")


def test_json_is_what_was_agreed() -> None:
    made = report(mixed())
    assert json.loads(format_json.render(made)) == {
        "version": 1,
        "tool": {"name": "cko-lint", "version": "0.1.0"},
        "diagnostics": [
            {
                "code": "CKO301",
                "name": "sandbox-key-live-url",
                "url": None,
                "severity": "error",
                "message": "a sandbox key is sent to the live API",
                "help": "use the live key, or the sandbox's URL",
                "path": "shop/pay.py",
                "start": {"line": 9, "column": 12},
                "end": {"line": 14, "column": 6},
                "related": [
                    {
                        "message": "the URL is live here",
                        "path": "shop/pay.py",
                        "start": {"line": 5, "column": 7},
                        "end": {"line": 5, "column": 33},
                    },
                    {
                        "message": "the key is sandbox here",
                        "path": "shop/settings.py",
                        "start": {"line": 3, "column": 7},
                        "end": {"line": 3, "column": 36},
                    },
                ],
                "fingerprint": made.fingerprints[0],
                "fix": None,
            }
        ],
        "summary": {"files": 240, "analysed": 3, "errors": 1, "warnings": 0, "notes": 0, "not_judged": 0, "hidden": 0},
    }


def test_json_lists_what_could_not_be_judged() -> None:
    made = report(unresolved=[related("the URL is unknown", "a.py", 4, 2, 8)])
    assert json.loads(format_json.render(made))["unresolved"] == [
        {
            "reason": "the URL is unknown",
            "path": "a.py",
            "start": {"line": 4, "column": 2},
            "end": {"line": 4, "column": 8},
        }
    ]


@pytest.mark.parametrize("prefix", ["sk_", "pk_", "sk_sbox_", "pk_sbox_"])
def test_no_format_prints_a_key(prefix: str) -> None:
    key = made_up_key(prefix)
    line = f'get(KEY="{key}", other="{key}")'
    place = Location(f"{key}.py", Position(1, 1), Position(1, len(line)))
    bad = finding(
        message=f"the key {key}", help=f"not {key}", subject=key, location=place, related=(Related(key, place),)
    )
    made = report(bad, files={place.path: line}, unresolved=[Related(key, place)])
    for text in (full.render(made), full.render(made, full.COLORED), concise.render(made), format_json.render(made)):
        assert key not in text
        assert key[len(prefix) : -2] not in text


def test_long_names_of_files_are_left_whole() -> None:
    path = "tests/a_file_whose_name_is_rather_long_but_certainly_not_a_key_of_anybody.py"
    assert json.loads(format_json.render(report(finding(path))))["diagnostics"][0]["path"] == path


def test_an_annotation_of_github() -> None:
    found = finding("shop/pay.py", 8, 12, (8, 25), related=(related("set here", "shop/settings.py", 3, 1, 4),))
    assert github.render(report(found)) == (
        "::error title=CKO101 missing-authorization,file=shop/pay.py,line=8,endLine=8,col=12,endColumn=25"
        f"::this request has no credential%0Ashop/settings.py:3:1: set here%0Ahelp: send one%0A{MORE}\n"
    )


def test_what_means_something_to_github_is_escaped() -> None:
    found = finding("a,b:c%.py", 1, 1, (2, 3), message="100%: no, key", severity=Severity.NOTE)
    assert github.render(report(found)) == (
        "::notice title=CKO101 missing-authorization,file=a%2Cb%3Ac%25.py,line=1,endLine=2"
        f"::100%25: no, key%0Ahelp: send one%0A{MORE}\n"
    )
