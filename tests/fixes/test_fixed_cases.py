"""On every labelled program: what is fixed parses and is no longer found, nothing else appears, and once is enough."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest
from fixed import fix_folder
from labelled import Case, cases

pytestmark = pytest.mark.once

FIXABLE = {"CKO002", "CKO101", "CKO102", "CKO103", "CKO105", "CKO201", "CKO202", "CKO303", "CKO306", "CKO307"}
UNCOVERED = {"CKO306", "CKO105"}
"""What fixes of these uncover was there before: the request could not be judged."""
REFUSED = {
    "regressions/authorization/signed_by_what_the_headers_say",
    "regressions/libraries/headers_in_lists",
    "regressions/objects/changed_by_an_operator",
}
"""An auth object that the header would have to go into, a header that stands there empty, a scheme that is put together."""


def fixable() -> list[Case]:
    return [case for case in cases() if FIXABLE & {want.code for want in case.wants}]


@pytest.mark.parametrize("case", fixable(), ids=lambda case: case.id)
def test_a_fix_does_what_it_promises(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case.lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)

    made = fix_folder(tmp_path, pedantic=True)

    before, after = (Counter(f.code for f in findings) for findings in (made.before, made.after))
    fixed = Counter(made.codes)
    assert all(after[code] <= before[code] - count for code, count in fixed.items())
    assert UNCOVERED & fixed.keys() or not after - before
    assert bool(made.refused) == (case.name in REFUSED)
    for path, data in made.files.items():
        if data != case.files[path]:
            (tmp_path / path).write_bytes(data)
            if path.endswith(".py"):
                ast.parse(data)
    assert made.fix_again() == []
