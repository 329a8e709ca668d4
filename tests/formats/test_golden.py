"""What each format is, whole, in `golden/`, compared exactly; and each is what its readers expect.

After a change to what is written, `pytest tests/formats --update-snapshots` writes them anew; `git diff` shows what has become
of them.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from checked_shop import reports
from conftest import ROOT, Project
from started import program

from cko_lint import __version__
from cko_lint.config.values import OutputFormat

GOLDEN = Path(__file__).parent / "golden"
__all__ = ["reports"]

every_format = pytest.mark.parametrize("form", [form.value for form in OutputFormat])


@every_format
def test_the_report_is_the_one_that_is_kept(form: str, reports: dict[str, str], pytestconfig: pytest.Config) -> None:
    kept = GOLDEN / form
    written = lasting(reports[form])
    if pytestconfig.getoption("--update-snapshots"):
        kept.write_text(written, "utf-8", newline="\n")
    assert written == kept.read_text("utf-8"), "if this is meant, run pytest with --update-snapshots"


def lasting(text: str) -> str:
    """A report without what the next release, another machine, or another page of a rule changes in it."""
    for pattern, instead in CHANGING.items():
        text = re.sub(pattern, instead, text, flags=re.S)
    return text


CHANGING = {
    r'file:///[^"]*/shop/': "file:///shop/",
    re.escape(__version__): "<version>",
    r"\b[0-9a-f]{32}\b": "<fingerprint>",
    r'"(text|markdown)": "[^\n]*\*\*What it does\*\*[^\n]*': r'"\1": "<page of the rule>"',
    r"<(style|script)>.*?</\1>": r"<\1></\1>",
    r"sha256-[\w+/=]*": "sha256-",
    r"</summary>.*?</details>": "</summary></details>",
}


def test_there_is_no_golden_report_of_what_is_no_format() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {form.value for form in OutputFormat}


@every_format
def test_nothing_in_a_report_steers_a_terminal(form: str, reports: dict[str, str]) -> None:
    assert [sign for sign in reports[form] if not sign.isprintable() and sign != "\n"] == []


@every_format
def test_a_report_without_findings(form: str, project: Project) -> None:
    folder = project({"a.py": "print(1)\n"})
    arguments = [*program(), "check", ".", "--output-format", form, "--output-file", "report"]
    done = subprocess.run(arguments, cwd=folder, env={"PYTHONPATH": str(ROOT)}, timeout=60, check=False)
    assert done.returncode == 0
    assert "CKO" not in (folder / "report").read_text()
