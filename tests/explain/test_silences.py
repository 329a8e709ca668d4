"""Rules say why they are silent: of each request of labelled programs, a rule has findings or a reason, and it has those of a run."""

from __future__ import annotations

from pathlib import Path

import pytest
from labelled import LABELLED, Case, cases

from cko_lint import run
from cko_lint.analysis.projects import observe
from cko_lint.analysis.results import Wanted
from cko_lint.checkout.keys import find_keys
from cko_lint.config.scopes import Scopes
from cko_lint.config.settings import Settings
from cko_lint.explain.answer import Line, answer
from cko_lint.explain.explanation import Explanation
from cko_lint.findings import Finding
from cko_lint.output.explain import json, text
from cko_lint.rules import RULES
from cko_lint.sources.contents import contents_of

pytestmark = pytest.mark.once

SOME = [case for case in cases(LABELLED) if not case.name.startswith("file_itself/")][::3]
OF_SEVERAL = {"CKO304"}
"""The rules that compare requests, which one alone does not tell."""


def known_of(case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Explanation], list[Finding]]:
    case.lay_out(folder)
    monkeypatch.chdir(folder)
    scopes = Scopes(Settings(cache=False, pedantic=True), run.catalogue)
    started = run.start(["."], scopes)
    contents = contents_of(started.scan.sources)
    known = observe(started.scan, contents, scopes, started.indexes, Wanted.EXPLANATIONS).explanations
    return known, list(run.analyse(started.scan, scopes).report.findings)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in SOME])
def test_a_rule_reports_it_or_says_why_not(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known, reported = known_of(case, tmp_path, monkeypatch)

    for verdict in (verdict for one in known for verdict in one.verdicts):
        assert bool(verdict.findings) != bool(verdict.reasons), verdict
        assert all(reason and "None" not in reason for reason in verdict.reasons)
    for finding in reported:
        judging = [
            v for one in known if one.location == finding.location for v in one.verdicts if v.code == finding.code
        ]
        assert not judging or any(verdict.findings for verdict in judging) or finding.code in OF_SEVERAL, finding
    for one in known:
        line = Line(one.location.path, one.location.start.line, one.location.cell)
        told = answer(line, known, reported, [], lambda finding: True)
        for rendered in (text.render(told), json.render(told)):
            assert list(find_keys(rendered)) == []


def test_every_rule_about_requests_has_something_to_say() -> None:
    assert {rule.code for rule in RULES if rule.silences} == {
        *(f"CKO10{at}" for at in range(1, 6)), *(f"CKO20{at}" for at in (3, 4, 5, 6)),
        *(f"CKO30{at}" for at in (1, 2, 4, 5, 6, 7, 8)), *(f"CKO40{at}" for at in (1, 2, 3)), *(f"CKO50{at}" for at in range(1, 5)),
    }  # fmt: skip
