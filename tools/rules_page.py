"""Writes `docs/rules.md` and the table in `README.md` from the docstrings of the rules.

usage: python tools/rules_page.py [--check]

With `--check` nothing is written: it says which page is stale, and exits with 1 if one is.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cko_lint.rules import RULES, RuleInfo  # noqa: E402
from cko_lint.rules.page import Page  # noqa: E402

_TABLE = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- end of rules -->)", re.S)
_GROUPS = {
    "0": "The file itself",
    "1": "The Authorization header",
    "2": "Keys",
    "3": "Environments: sandbox and live",
    "4": "Handling a 401",
    "5": "Permissions",
}
_BEGINNING = """\
# Rules

<!-- Written by tools/rules_page.py from the docstrings in cko_lint/rules/; change those. -->

Findings of the severities *error* and *warning* fail a run; a *note* does not. `cko-lint rule RULE`, with the name or the code
of a rule, shows its page in a terminal. Each page has two programs: the rule reports the first one, and not the second one.
Tests run both. `<secret key>` and similar placeholders stand for keys.

"""


def rules_page() -> str:
    """Returns the page about all rules, in Markdown."""
    sections = [_section(rule) for rule in RULES]
    return _BEGINNING + table("") + "\n" + "\n".join(sections)


def table(page: str) -> str:
    """Returns the table of the rules, whose codes are links into a page."""
    rows = [_row(rule, page) for rule in RULES]
    return "| code | name | severity | what it reports |\n|---|---|---|---|\n" + "".join(rows)


def readme(text: str) -> str:
    """Returns the README with its table made anew."""
    return _TABLE.sub(lambda match: table("docs/rules.md"), text)


def pages() -> Iterator[tuple[Path, str, str]]:
    """Yields each page's path, what it says, and what it should say."""
    for path, should in ((ROOT / "docs/rules.md", lambda text: rules_page()), (ROOT / "README.md", readme)):
        text = path.read_text("utf-8") if path.exists() else ""
        yield path, text, should(text)


def _row(rule: RuleInfo, page: str) -> str:
    first = Page.of(rule.doc).summary.rstrip(".")
    return f"| [{rule.code}]({page}#{_anchor(rule)}) | {rule.name} | {_level(rule)} | {first} |\n"


def _section(rule: RuleInfo) -> str:
    group = f"## {_GROUPS[rule.code[3]]}\n\n" if _is_first_of_its_group(rule) else ""
    page = Page.of(rule.doc)
    sections = "".join(f"**{heading}**\n\n{text}\n\n" for heading, text in page.sections)
    return f"{group}### {rule.code} {rule.name}\n\n*{_level(rule)}.* {page.summary}\n\n{sections}"


def _is_first_of_its_group(rule: RuleInfo) -> bool:
    return rule is next(other for other in RULES if other.code[3] == rule.code[3])


def _level(rule: RuleInfo) -> str:
    return f"{rule.severity.value}, pedantic" if rule.pedantic else rule.severity.value


def _anchor(rule: RuleInfo) -> str:
    return f"{rule.code.lower()}-{rule.name}"


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
            path.write_text(should, "utf-8", newline="\n")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
