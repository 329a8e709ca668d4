"""`cko-lint rule`: the page of a rule as a terminal shows it, the list of all rules, and both as JSON."""

from __future__ import annotations

import dataclasses
import json
import re
import sys
from collections.abc import Callable

import pytest

from cko_lint import cli
from cko_lint.commands import rule_page
from cko_lint.rules import RULES, RuleInfo

Printed = Callable[..., str]
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Printed:
    """What `cko-lint rule` prints in 80 columns."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str) -> str:
        assert cli.main(["rule", *arguments]) == 0
        return capsys.readouterr().out

    return run


PAGE = """A thing is wrong.

What it does: Reports a thing that is *really quite wrong* in the call of `do(this, that)`, or in one of the places
that lead to it.

Example:
```python
import thing

thing.go()
```

Use instead:

```python
thing.stop()
```

Not reported when: it is right.

References:
- <https://example.com/one>
- <https://example.com/two>

"""
SHOWN = """\
bad-thing (CKO999, error)

A thing is wrong.

What it does
  Reports a thing that is really quite
  wrong in the call of
  `do(this, that)`, or in one of the
  places that lead to it.

Example
      import thing

      thing.go()

Use instead
      thing.stop()

Not reported when
  It is right.

References
  https://example.com/one

  https://example.com/two
"""
RULE: RuleInfo = dataclasses.replace(RULES[0], code="CKO999", name="bad-thing", doc=PAGE)


def test_a_page_is_wrapped_and_its_code_is_not() -> None:
    assert rule_page.render(RULE, 40) == SHOWN


def test_colour_changes_nothing_but_the_colour() -> None:
    colored = rule_page.render(RULE, 40, rule_page.COLORED)
    assert "\x1b[1;34mWhat it does\x1b[0m\n" in colored
    assert "\x1b[3mreally quite\n  wrong\x1b[0m" in colored
    assert "\x1b[36m`do(this, that)`\x1b[0m" in colored
    assert "\x1b[4mhttps://example.com/one\x1b[0m" in colored
    assert ESCAPE.sub("", colored) == SHOWN


def test_a_pedantic_rule_says_so() -> None:
    page = rule_page.render(dataclasses.replace(RULE, pedantic=True), 40)
    assert page.startswith("bad-thing (CKO999, error, pedantic: off unless selected)\n\n")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_page_fits_but_for_its_code_and_links(rule: RuleInfo) -> None:
    lines = rule_page.render(rule, 80).splitlines()
    assert [line for line in lines if len(line) > 80 and not line.startswith(("      ", "  https://"))] == []
    assert not any("```" in line or "<http" in line for line in lines)


def test_a_rule_by_code_or_name_in_any_case(printed: Printed) -> None:
    page = printed("CKO101")
    assert page.startswith("missing-authorization (CKO101, error)\n\n")
    assert "\x1b[" not in page
    assert printed("missing-authorization") == printed("cko101") == printed("Missing-Authorization") == page


def test_all_rules(printed: Printed) -> None:
    listed = printed()
    assert printed("--all") == listed
    assert [line.split()[:2] for line in listed.splitlines()] == [[rule.code, rule.name] for rule in RULES]
    assert "CKO404  retried-auth-error             A request is retried after a 401\n" in listed


def test_a_list_on_a_terminal_is_wrapped(printed: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    listed = printed()
    assert "\x1b[1mCKO404\x1b[0m  retried-auth-error  " in listed
    assert max(len(line) for line in ESCAPE.sub("", listed).splitlines()) <= 80
    monkeypatch.setenv("NO_COLOR", "1")
    assert printed() == ESCAPE.sub("", listed)


@pytest.mark.parametrize("arguments", [["CKO101"], []], ids=["a page", "the list"])
def test_colour_only_where_it_is_wanted(
    printed: Printed, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    plain = printed(*arguments)
    assert printed(*arguments, "--color", "always") != plain
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert ESCAPE.sub("", printed(*arguments)) == plain != printed(*arguments)
    assert printed(*arguments, "--color", "never") == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert printed(*arguments) == plain


def test_as_json(printed: Printed) -> None:
    rules = json.loads(printed("--all", "--output-format", "json"))
    assert json.loads(printed("--output-format", "json")) == rules
    assert [rule["code"] for rule in rules] == sorted(rule.code for rule in RULES)
    assert json.loads(printed("missing-authorization", "--output-format", "json")) in rules
    assert {"code", "name", "severity", "pedantic", "summary", "doc"} == set(rules[0])
