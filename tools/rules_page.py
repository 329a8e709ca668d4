"""Writes the pages about the rules from their docstrings: `docs/rules.md`, `docs/rules/NAME.md`, and where other files list rules.

usage: python tools/rules_page.py [--check]

With `--check` nothing is written: it says which page is stale, and exits with 1 if one is.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cko_lint.rules import RULES, RuleInfo  # noqa: E402
from cko_lint.rules.page import Page  # noqa: E402

_FOLDER = ROOT / "docs" / "rules"
_LIST = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- end of rules -->)", re.S)
_NAVIGATION = re.compile(r"(?<=# rules, written by tools/rules_page\.py\n).*?(?=^ *# end of rules$)", re.S | re.M)
_GROUPS = {
    "0": "The file itself",
    "1": "The Authorization header",
    "2": "Keys",
    "3": "Sandbox and live",
    "4": "Handling a 401",
    "5": "Permissions",
}
_WRITTEN = "<!-- Written by tools/rules_page.py from the docstrings in cko_lint/rules/; change those. -->\n"
_BEGINNING = f"""\
# Rules

{_WRITTEN}
Findings of the severities *error* and *warning* fail a run; a *note* does not. `cko-lint rule RULE`, with the name or the code
of a rule, shows its page in a terminal. Each page has two programs: the rule reports the first one, and not the second one.
Tests run both. `<secret key>` and similar placeholders stand for keys.

Some mistakes are reported only if you ask for them, because correct programs contain them too. These findings are *pedantic*:
select them with `--pedantic`, or by the code or name of their rule.
"""


def rules_page() -> str:
    """Returns the page that lists all rules, in Markdown."""
    tables = "".join(f"\n## {group}\n\n{_table(rules)}" for group, rules in groups())
    return _BEGINNING + tables


def rule_page(rule: RuleInfo) -> str:
    """Returns the page about a rule, in Markdown."""
    page = Page.of(rule.doc)
    sections = "".join(f"\n## {heading}\n\n{text}\n" for heading, text in page.sections)
    return f"# {rule.name}\n\n{_WRITTEN}\n**{rule.code}**, *{_level(rule)}*. {page.summary}\n{sections}"


def readme(text: str) -> str:
    """Returns the README with its list of rules made anew."""
    lines = [f"- **{group}**: {', '.join(_link(rule, 'docs/rules/') for rule in rules)}\n" for group, rules in groups()]
    return _LIST.sub(lambda match: "".join(lines), text)


def navigation(text: str) -> str:
    """Returns the configuration of the site with the pages of the rules in its navigation."""
    lines = []
    for group, rules in groups():
        lines += [f"      - {group}:\n", *(f"          - rules/{rule.name}.md\n" for rule in rules)]
    return _NAVIGATION.sub(lambda match: "".join(lines), text)


def groups() -> Iterator[tuple[str, list[RuleInfo]]]:
    """Yields the groups of the rules, by the first digit of their codes, each with its rules."""
    for digit, rules in groupby(RULES, key=lambda rule: rule.code[3]):
        yield _GROUPS[digit], list(rules)


def pages() -> Iterator[tuple[Path, str | None, str | None]]:
    """Yields each page's path, what it says, and what it should say: None of a page that is not, or should not be, there."""
    made = {ROOT / "docs/rules.md": rules_page(), **{_FOLDER / f"{rule.name}.md": rule_page(rule) for rule in RULES}}
    for path in sorted({*made, *_FOLDER.glob("*.md")}):
        yield path, _text(path), made.get(path)
    for path, renewed in ((ROOT / "README.md", readme), (ROOT / "mkdocs.yml", navigation)):
        yield path, _text(path), renewed(_text(path) or "")


def _text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def _table(rules: list[RuleInfo]) -> str:
    rows = [f"| {rule.code} | {_link(rule, 'rules/')} | {_level(rule)} | {_summary(rule)} |\n" for rule in rules]
    return "| code | name | severity | what it reports |\n|---|---|---|---|\n" + "".join(rows)


def _link(rule: RuleInfo, folder: str) -> str:
    return f"[{rule.name}]({folder}{rule.name}.md)"


def _summary(rule: RuleInfo) -> str:
    return Page.of(rule.doc).summary.rstrip(".")


def _level(rule: RuleInfo) -> str:
    return f"{rule.severity.value}, pedantic" if rule.pedantic else rule.severity.value


def write(path: Path, should: str | None) -> None:
    """Writes a page, or removes it."""
    if should is None:
        path.unlink()
        return
    path.parent.mkdir(exist_ok=True)
    path.write_text(should, "utf-8", newline="\n")


def main() -> int:
    """Writes the pages, or checks them; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a page is stale")
    check = parser.parse_args().check
    stale = [(path, should) for path, text, should in pages() if text != should]
    for path, should in stale:
        if check:
            print(f"{path.relative_to(ROOT)} is stale: run python tools/rules_page.py", file=sys.stderr)
        else:
            write(path, should)
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
