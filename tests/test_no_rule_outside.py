"""Nothing outside of `rules/` knows a rule by its code: what others need to know of rules, the catalogue says."""

from __future__ import annotations

import importlib.util
import re
from typing import Any

import pytest
from conftest import ROOT

CODE = re.compile(r"CKO\d{3}")


def test_no_code_of_a_rule_stands_outside_of_the_rules() -> None:
    modules = sorted((ROOT / "cko_lint").rglob("*.py"))
    outside = [path.relative_to(ROOT) for path in modules if "rules" not in path.relative_to(ROOT).parts]
    assert len(outside) > 100
    assert [str(path) for path in outside if CODE.search((ROOT / path).read_text("utf-8"))] == []


@pytest.mark.parametrize("path", [".ci/run", ".ci/bounds.py"])
def test_ci_takes_the_rules_from_the_program(path: str) -> None:
    assert CODE.findall((ROOT / path).read_text("utf-8")) == []


BOUNDS: dict[str, tuple[dict[str, dict[str, int]], list[str]]] = {
    "everything is found": ({"hits": {"A": 19}}, []),
    "no case wants it": ({"hits": {"A": 1}}, []),
    "no case wants it, and it is reported": ({"hits": {"A": 1}, "extras": {"B": 1}}, ["B: 0 hit, 0 missed, 1 extra"]),
    "few are missed": ({"hits": {"A": 19}, "misses": {"A": 1}}, []),
    "many are missed": ({"hits": {"A": 18}, "misses": {"A": 1}}, ["A: 18 hit, 1 missed, 0 extra"]),
    "all are missed": ({"hits": {"A": 1}, "misses": {"B": 1}}, ["B: 0 hit, 1 missed, 0 extra"]),
    "few are too many": ({"hits": {"A": 49}, "extras": {"A": 1}}, []),
    "many are too many": ({"hits": {"A": 48}, "extras": {"A": 1}}, ["A: 48 hit, 0 missed, 1 extra"]),
    "a rule that is not listed": ({"hits": {"A": 1}, "misses": {"C": 1}}, ["C: 0 hit, 1 missed, 0 extra"]),
    "nothing was scored": ({}, ["no finding was scored"]),
}


@pytest.mark.parametrize(("counts", "expected"), BOUNDS.values(), ids=BOUNDS.keys())
def test_the_bounds_of_the_labelled_cases(counts: dict[str, dict[str, int]], expected: list[str]) -> None:
    scored = {"broken": [], "hits": {}, "misses": {}, "extras": {}} | counts
    assert list(bounds().below(scored, ["A", "B"], 0.95, 0.98)) == expected


def test_a_case_that_broke_is_below_the_bounds() -> None:
    scored = {"broken": ["keys/x"], "hits": {"A": 1}, "misses": {}, "extras": {}}
    assert list(bounds().below(scored, ["A"], 0.95, 0.98)) == ["keys/x broke"]


def bounds() -> Any:
    """The module in `.ci`, which is no package."""
    spec = importlib.util.spec_from_file_location("bounds", ROOT / ".ci/bounds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
