"""Correct programs broken in one way: at least 95 of 100 defects are found, and none where there is none.

The whole of it is `python tests/mutation/mutants.py`; here is a part that takes seconds.
"""

from __future__ import annotations

import ast
import sys

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "tests/mutation"))

import mutants
import operators
import programs

pytestmark = pytest.mark.once

APPLICATIONS = programs.applications()
EVERY_NTH_PROGRAM = 4
PROGRAMS = [*APPLICATIONS, *programs.silent_cases()]
LEAST_SHARE = 0.95
MOST_OF_AN_OPERATOR = 3


@pytest.fixture(scope="module")
def outcomes() -> list[mutants.Outcome]:
    return list(mutants.judge(mutants.sample(PROGRAMS, MOST_OF_AN_OPERATOR)))


def test_defects_are_found(outcomes: list[mutants.Outcome]) -> None:
    missed = [f"{outcome.mutant.code} {outcome.mutant.name}" for outcome in outcomes if not outcome.found]
    assert len(outcomes) > 120
    assert 1 - len(missed) / len(outcomes) >= LEAST_SHARE, "\n".join(missed)


def test_nothing_is_found_in_the_unbroken_programs() -> None:
    assert list(mutants.broken_when_correct(PROGRAMS[::EVERY_NTH_PROGRAM])) == []


def test_the_analysis_fails_on_no_mutant(outcomes: list[mutants.Outcome]) -> None:
    parsed = [o for o in outcomes if o.mutant.code != "CKO001"]
    assert [o.mutant.name for o in parsed if {"CKO001", "CKO003", "CKO004"} & set(o.beside)] == []


def test_one_defect_is_one_kind_of_finding(outcomes: list[mutants.Outcome]) -> None:
    # A pasted key shows what a name does not: its environment, its platform, its kind. A host may stand under a name of
    # its environment. A module that cannot be parsed may have been the one that catches. Scopes with a comma are not the right ones.
    pasted = {"CKO102", "CKO104", "CKO203", "CKO206", "CKO301", "CKO302", "CKO501", "CKO502"}
    allowed = {
        "key_pasted": pasted,
        "public_key_pasted": pasted,
        "public_key_sent": pasted,
        "secret_key_for_tokens": pasted,
        "key_of_the_other_platform": pasted,
        "name_of_the_other": {"CKO301", "CKO302", "CKO304"},
        "file_broken": {"CKO402"},
        "host_swapped": {"CKO303"},
        "prefix_test_turned": {"CKO303"},
        "scopes_with_a_comma": {"CKO503"},
        "key_under_the_other_name": pasted,
    }
    beside = [
        (o.mutant.name, o.beside) for o in outcomes if o.found and set(o.beside) - allowed.get(o.mutant.operator, set())
    ]
    assert beside == []


def test_every_operator_is_used(outcomes: list[mutants.Outcome]) -> None:
    assert {o.mutant.operator for o in outcomes} == {f.__name__ for f in (*operators.PLAIN, *operators.SEEDED)}


@pytest.mark.parametrize("program", APPLICATIONS, ids=lambda program: program.name)
def test_mutants_are_programs_that_differ(program: programs.Program) -> None:
    made = list(mutants.mutants(program))
    assert len(made) >= 4
    for mutant in made:
        if mutant.code != "CKO001":
            ast.parse(mutant.text)
        assert mutant.text != mutant.program.files[mutant.path]


def test_mutants_are_always_the_same_ones() -> None:
    program = APPLICATIONS[0]
    assert [m.text for m in mutants.mutants(program)] == [m.text for m in mutants.mutants(program)]


def test_what_is_left_out_is_a_program_and_an_operator() -> None:
    names = {program.name for program in PROGRAMS}
    known = {function.__name__ for function in (*operators.PLAIN, *operators.SEEDED)} | {"seeded"}
    for program, operator in programs.UNPROVABLE:
        assert program in names
        assert operator in known
