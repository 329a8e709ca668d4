"""A rule's docstring is its documentation, and its two examples are run: the first is found, the second is not."""

from __future__ import annotations

import ast
import random
import re

import pytest
from conftest import Project, made_up_key
from fixed import fix_text

from cko_lint import check_source
from cko_lint.config.settings import Settings
from cko_lint.rules import RULES, RuleInfo

HEADINGS = ["What it does", "Impact", "Example", "Use instead", "Fix", "Not reported when", "References"]
HEADING = re.compile(rf"^({'|'.join(HEADINGS)}):(?=\s)", re.M)
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)
PLACEHOLDER = re.compile(r"<(?:(live|sandbox) )?(secret|public) key>")
NOT_SHOWN_IN_PYTHON = ("CKO003", "CKO004")  # an encoding, and a defect of this program


def sections(rule: RuleInfo) -> dict[str, str]:
    """The text under each heading."""
    _, *parts = HEADING.split(rule.doc)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def programs(rule: RuleInfo, heading: str, chance: random.Random | None = None) -> list[str]:
    """The programs under a heading, with made-up keys where it says that there is one."""

    def stand_in(placeholder: re.Match[str]) -> str:
        environment, kind = placeholder.groups()
        return made_up_key(f"{kind[0]}k_" + ("" if environment == "live" else "sbox_"), chance)

    return [PLACEHOLDER.sub(stand_in, block) for block in BLOCK.findall(sections(rule)[heading])]


def is_fixed(rule: RuleInfo) -> bool:
    """Whether the page of a rule speaks of a fix."""
    return "Fix" in sections(rule)


def only(rule: RuleInfo) -> dict[str, tuple[str, ...]]:
    """Settings that select a rule; all rules where the rule is about the comments for others."""
    return {} if rule.code == "CKO002" else {"select": (rule.code,)}


def name_of(value: object) -> str:
    return f"{value.code} {value.name}" if isinstance(value, RuleInfo) else str(value)


every_rule = pytest.mark.parametrize("rule", RULES, ids=name_of)
every_shown_rule = pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.code not in NOT_SHOWN_IN_PYTHON], ids=name_of
)


@every_rule
def test_it_says_everything_in_the_same_order(rule: RuleInfo) -> None:
    assert list(sections(rule)) == [heading for heading in HEADINGS if heading != "Fix" or is_fixed(rule)]
    assert all(text.strip() for text in sections(rule).values())


@every_rule
def test_it_begins_with_one_sentence(rule: RuleInfo) -> None:
    first, empty, *_ = rule.doc.splitlines()
    assert first.endswith(".")
    assert empty == ""


@every_shown_rule
def test_the_example_is_found(rule: RuleInfo, project: Project) -> None:
    project({})
    shown = programs(rule, "Example")
    assert shown
    for program in shown:
        found = check_source(program, "example.py", Settings(extend_select=(rule.code,)))
        assert rule.code in {finding.code for finding in found}, program


@every_shown_rule
def test_what_to_use_instead_is_right(rule: RuleInfo, project: Project) -> None:
    project({})
    shown = programs(rule, "Use instead")
    assert shown
    for program in shown:
        assert check_source(program, "instead.py", Settings(extend_select=(rule.code,))) == [], program


@every_shown_rule
def test_the_fix_makes_of_the_example_what_to_use_instead(rule: RuleInfo, project: Project) -> None:
    project({})
    for program, instead in zip(programs(rule, "Example"), programs(rule, "Use instead"), strict=False):
        made = fix_text(program, "example.py", **only(rule))
        if is_fixed(rule):
            assert made != program
            assert ast.dump(ast.parse(made)) == ast.dump(ast.parse(instead)), made
        else:
            assert made == program


@every_shown_rule
def test_the_page_says_whether_the_fix_is_safe(rule: RuleInfo, project: Project) -> None:
    project({})
    said = sections(rule).get("Fix", "").split()
    for program in programs(rule, "Example"):
        is_applied = fix_text(program, "example.py", unsafe=False, **only(rule)) != program
        assert is_applied == (said[:1] in (["Safe:"], ["Safe"])), program


def test_a_rule_without_a_program_is_listed_here() -> None:
    assert [rule.code for rule in RULES if not programs(rule, "Example")] == list(NOT_SHOWN_IN_PYTHON)
