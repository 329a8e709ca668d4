"""Which comments silence what, and which are of no use."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from conftest import finding

from cko_lint.findings import Finding
from cko_lint.report.suppression_comments import find
from cko_lint.report.suppressions import apply
from cko_lint.rules import CATALOGUE


def outcome(text: str, *findings: Finding, off: tuple[str, ...] = ()) -> tuple[list[str], list[tuple[int, str]]]:
    """The codes of what is left, and line and message of what is unused."""
    text = textwrap.dedent(text)
    result = apply(findings, [("pay.py", list(find(text)))], CATALOGUE, lambda code, path: code not in off)
    unused = [(found.location.start.line, found.message) for found in result.unused]
    return [found.code for found in result.findings], unused


def on_lines(first: int, last: int, code: str = "CKO101") -> Finding:
    return finding(line=first, end=(last, 2), code=code)


SILENT = {
    "noqa": "get()  # noqa: CKO101",
    "noqa without spaces": "get()  #noqa:CKO101",
    "noqa among others' codes": "get()  # noqa: S113, CKO101,E501",
    "noqa in capitals": "get()  # NOQA: cko101",
    "ignore": "get()  # cko-lint: ignore[CKO101] polled later",
    "ignore of two": "get()  # cko-lint: ignore[CKO101,CKO101]",
    "with other comments beside it": "get()  # type: ignore  # noqa: CKO101  # want: CKO002",
    "for the file": "# cko-lint: ignore-file[CKO101]\nx = 1\nget()",
    "for the file, at its end": "get()\n# cko-lint: ignore-file[CKO101]",
    "alone on the line above": "# noqa: CKO101\nget()",
    "alone and indented": "if x:\n    # cko-lint: ignore[CKO101] why\n    get()",
    "ignore by name": "get()  # cko-lint: ignore[missing-authorization] why",
    "ignore by name in capitals": "get()  # cko-lint: ignore[Missing-Authorization]",
    "ignore by name among codes": "get()  # cko-lint: ignore[CKO101, missing-authorization]",
    "noqa by name": "get()  # noqa: missing-authorization",
    "noqa by name among others' codes": "get()  # noqa: S113, missing-authorization",
    "noqa with a reason that looks like a name": "get()  # noqa: CKO101 well-known endpoint",
    "for the file, by name": "# cko-lint: ignore-file[missing-authorization]\nx = 1\nget()",
    "by prefix": "get()  # cko-lint: ignore[CKO1] all about headers",
    "by a longer prefix": "get()  # cko-lint: ignore[cko10]",
    "by the prefix of all": "get()  # cko-lint: ignore[CKO] generated",
    "noqa by prefix": "get()  # noqa: CKO1",
    "noqa by the prefix of all": "get()  # noqa: S113, CKO",
    "for the file, by prefix": "# cko-lint: ignore-file[CKO1]\nx = 1\nget()",
    "in a text that breaks off later": "get()  # noqa: CKO101\nx = (",
    "after a lone carriage return": "x = 1\rget()  # noqa: CKO101",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_silenced(text: str) -> None:
    line = next(number for number, line in enumerate(text.replace("\r", "\n").split("\n"), 1) if "get()" in line)
    assert outcome(text, on_lines(line, line)) == ([], [])


@pytest.mark.parametrize("line", [1, 2, 3])
def test_any_line_of_the_statement(line: int) -> None:
    lines = ["get(", "    url,", ")"]
    lines[line - 1] += "  # noqa: CKO101"
    assert outcome("\n".join(lines), on_lines(1, 3)) == ([], [])


LOUD = {
    "bare noqa": "get()  # noqa",
    "noqa for another tool": "get()  # noqa: S113",
    "noqa for another tool, by name": "get()  # noqa: missing-timeout",
    "noqa with a name behind the reason": "get()  # noqa: S113 well-known missing-authorization",
    "another code": "get()  # nosec B101",
    "in a string": 'get("# noqa: CKO101")',
    "in a docstring": '"""\n# noqa: CKO101\n"""; get()',
    "a pragma, which is for literals": "get()  # pragma: allowlist secret",
}


@pytest.mark.parametrize("text", LOUD.values(), ids=LOUD.keys())
def test_not_silenced_and_none_of_our_business(text: str) -> None:
    line = text[: text.index("get(")].count("\n") + 1
    assert outcome(text, on_lines(line, line)) == (["CKO101"], [])


def test_at_the_end_of_the_line_above_is_for_the_statement_there() -> None:
    left, unused = outcome("x = 1  # noqa: CKO101\nget()", on_lines(2, 2))
    assert left == ["CKO101"]
    assert unused == [(1, "unused suppression: CKO101 is not reported here")]


def test_two_lines_above_is_too_far() -> None:
    left, unused = outcome("# noqa: CKO101\n\nget()", on_lines(3, 3))
    assert (left, len(unused)) == (["CKO101"], 1)


@pytest.mark.parametrize("code", ["CKO201", "CKO202", "CKO207"])
def test_the_pragma_silences_literals(code: str) -> None:
    assert outcome("KEY = 'x'  # pragma: allowlist secret", on_lines(1, 1, code)) == ([], [])


def test_each_code_is_judged_alone() -> None:
    left, unused = outcome("get()  # noqa: CKO101, CKO201, CKO999", on_lines(1, 1))
    assert left == []
    assert unused == [
        (1, "unused suppression: CKO201 is not reported here"),
        (1, "suppression of an unknown rule: CKO999"),
    ]


def test_an_unused_name_is_called_what_it_is_called() -> None:
    text = "get()  # cko-lint: ignore[missing-authorization, hardcoded-secret-key]"
    (unused,) = apply([on_lines(1, 1)], [("pay.py", list(find(text)))], CATALOGUE).unused
    assert unused.message == "unused suppression: hardcoded-secret-key is not reported here"
    place = unused.location
    assert text[place.start.column - 1 : place.end.column - 1] == "hardcoded-secret-key"


NEAR = {
    "a code with a letter too few": ("CKO41", "use `CKO401`"),
    "a name that is cut short": ("missing-auth", "use `missing-authorization`"),
    "nothing like a rule": ("xyzzy", "remove it, or correct it: `cko-lint rule` lists all rules"),
}


@pytest.mark.parametrize(("called", "advice"), NEAR.values(), ids=NEAR.keys())
def test_an_unknown_rule_comes_with_one_that_is_near(called: str, advice: str) -> None:
    text = f"get()  # cko-lint: ignore[{called}]"
    (unused,) = apply([], [("pay.py", list(find(text)))], CATALOGUE).unused
    assert (unused.message, unused.help) == (f"suppression of an unknown rule: {called}", advice)


def test_an_unused_code_is_pointed_at() -> None:
    text = "get()  # noqa: CKO101, CKO201"
    (unused,) = apply([on_lines(1, 1)], [("pay.py", list(find(text)))], CATALOGUE).unused
    place = unused.location
    assert text[place.start.column - 1 : place.end.column - 1] == "CKO201"
    assert (unused.code, unused.severity.value) == ("CKO002", "warning")


NO_EFFECT = {
    "letters swapped": "get()  # cko-lint: ingore[CKO101] why",
    "no colon": "get()  # cko-lint ignore[CKO101]",
    "no hyphen": "get()  # ckolint: ignore[CKO101]",
    "an underscore": "get()  # cko_lint: ignore[CKO101]",
    "round brackets": "get()  # cko-lint: ignore(CKO101)",
    "no brackets": "get()  # cko-lint: ignore CKO101",
    "no code": "get()  # cko-lint: ignore",
    "a name without brackets": "get()  # cko-lint: ignore missing-authorization",
    "a name in round brackets": "get()  # cko-lint: ignore(missing-authorization)",
    "empty brackets": "get()  # cko-lint: ignore[]",
    "for the file, but not alone": "get()  # cko-lint: ignore-file[CKO101, CKO201]",
    "noqa with a slip": "get()  # nopa: CKO101",
    "noqa without its colon": "get()  # noqa CKO101",
    "a zero for an O": "get()  # noqa: CK0101",
    "letters of the code swapped": "get()  # noqa: COK101",
}


@pytest.mark.parametrize("text", NO_EFFECT.values(), ids=NO_EFFECT.keys())
def test_misspelt(text: str) -> None:
    left, unused = outcome(text, on_lines(1, 1))
    assert left == ["CKO101"]
    assert len(unused) == 1


PROSE = [
    "# cko-lint is what finds CKO101 here",
    "# want: CKO101",
    "# note: CKO101 was fixed",
    "# see https://example.org/cko-lint: rules",
    "# pragma: allowlist secret",
    "# type: ignore[CKO101]",
    "# noqa: CKODE1",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_not_a_misspelling(text: str) -> None:
    assert outcome(text) == ([], [])


def test_of_a_rule_that_is_off_is_dormant() -> None:
    assert outcome("get()  # noqa: CKO401", off=("CKO401",)) == ([], [])


def test_a_prefix_is_judged_as_a_whole() -> None:
    assert outcome("get()  # cko-lint: ignore[CKO1, CKO4]", on_lines(1, 1)) == (
        [],
        [(1, "unused suppression: CKO4 is not reported here")],
    )
    assert outcome("get()  # noqa: CKO4", off=("CKO401",)) == (
        [],
        [(1, "unused suppression: CKO4 is not reported here")],
    )
    assert outcome("get()  # noqa: CKO40", off=("CKO401", "CKO402", "CKO403", "CKO404", "CKO405")) == ([], [])
    assert outcome("get()  # noqa: CKO9") == ([], [(1, "suppression of an unknown rule: CKO9")])


def test_in_a_file_that_was_not_analysed_is_not_judged() -> None:
    left, unused = outcome("get(  # noqa: CKO401", on_lines(1, 1, "CKO001"))
    assert (left, unused) == (["CKO001"], [])


def test_an_unused_one_can_itself_be_silenced() -> None:
    assert outcome("get()  # noqa: CKO101, CKO002") == ([], [])
    assert outcome("get()  # noqa: CKO002") == ([], [(1, "unused suppression: CKO002 is not reported here")])


def test_findings_of_other_files_stay() -> None:
    result = apply([finding(path="other.py")], [("pay.py", list(find("# cko-lint: ignore-file[CKO101]")))], CATALOGUE)
    assert [found.location.path for found in result.findings] == ["other.py"]


@pytest.mark.parametrize("pragma", ["pragma: whitelist secret", "pragma: allowlist-secret"])
def test_what_detect_secrets_understands_as_well(pragma: str) -> None:
    assert outcome(f"KEY = 'x'  # {pragma}", on_lines(1, 1, "CKO201")) == ([], [])


def test_a_pragma_for_the_next_line() -> None:
    assert outcome("# pragma: allowlist nextline secret\nKEY = 'x'", on_lines(2, 2, "CKO201")) == ([], [])


def test_thousands_of_suppressions_take_no_longer_than_they_are_many() -> None:
    lines = [f"KEY{number} = 'x'  # cko-lint: ignore[CKO201] why" for number in range(4_000)]
    findings = [on_lines(number, number, "CKO201") for number in range(1, 4_001)]
    started = time.perf_counter()
    assert outcome("\n".join(lines), *findings) == ([], [])
    assert time.perf_counter() - started < 10  # it was 25


RUFF = shutil.which("ruff") or str(Path(sys.executable).with_name("ruff"))
BESIDE_RUFF = {
    "the form that the README recommends": ("# cko-lint: ignore[missing-authorization] why", []),
    "the same with a code": ("# cko-lint: ignore[CKO101] why", []),
    "behind a comment of ruff's": ("# noqa: S113  # cko-lint: ignore[missing-authorization] why", []),
    "noqa": ("# noqa: CKO101", ["RUF100", "RUF102"]),
}


@pytest.mark.skipif(not os.path.exists(RUFF), reason="ruff is not installed")
@pytest.mark.parametrize(("comment", "reported"), BESIDE_RUFF.values(), ids=BESIDE_RUFF.keys())
def test_what_ruff_says_of_the_comments(tmp_path: Path, comment: str, reported: list[str]) -> None:
    def told(*options: str) -> set[str]:
        done = subprocess.run(
            [RUFF, "check", "--isolated", "--no-cache", "--select=RUF100,RUF102,S113", "--output-format=json", *options,
             "--stdin-filename=pay.py"],
            input=f'import requests\n\nrequests.get("https://api.checkout.com/payments")  {comment}\n',
            capture_output=True, text=True, cwd=tmp_path,
        )  # fmt: skip
        return {found["code"] for found in json.loads(done.stdout)} - {"S113"}

    assert told() <= set(reported)
    assert bool(told()) == bool(reported)
    assert told("--config", 'lint.external=["CKO"]') == set()
