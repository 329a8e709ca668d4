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

_HEADING = re.compile(
    r"^(What it does|Why it is a 401|Why it matters|Example|Use instead|When it is silent|References):(?: |\n+)", re.M
)
_TABLE = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- end of rules -->)", re.S)
_GROUPS = {
    "0": "The file itself",
    "1": "The Authorization header",
    "2": "Keys",
    "3": "Environment: sandbox and live",
    "4": "The 401 itself",
    "5": "Permissions",
}
_BEGINNING = """\
# Rules

<!-- Written by tools/rules_page.py from the docstrings in cko_lint/rules/; change those. -->

An *error* or a *warning* fails a run, a *note* does not. `cko-lint rule CKO101` prints what stands here. `<secret key>`
and the like stand for real ones. The first program under each rule is found by it, the second is not; both are run as
tests.

"""


def rules_page() -> str:
    """Returns the page about all rules, in Markdown."""
    sections = [_section(rule) for rule in RULES]
    return _BEGINNING + table("") + "\n" + "\n".join(sections)


def table(page: str) -> str:
    """Returns the table of the rules, whose codes are links into a page."""
    rows = [_row(rule, page) for rule in RULES]
    return "| code | name | level | what it finds |\n|---|---|---|---|\n" + "".join(rows)


def readme(text: str) -> str:
    """Returns the README with its table made anew."""
    return _TABLE.sub(lambda match: table("docs/rules.md"), text)


def pages() -> Iterator[tuple[Path, str, str]]:
    """Yields each page's path, what it says, and what it should say."""
    for path, should in ((ROOT / "docs/rules.md", lambda text: rules_page()), (ROOT / "README.md", readme)):
        text = path.read_text("utf-8") if path.exists() else ""
        yield path, text, should(text)


def _row(rule: RuleInfo, page: str) -> str:
    first = rule.doc.splitlines()[0].rstrip(".")
    return f"| [{rule.code}]({page}#{_anchor(rule)}) | {rule.name} | {_level(rule)} | {first} |\n"


def _section(rule: RuleInfo) -> str:
    group = f"## {_GROUPS[rule.code[3]]}\n\n" if _is_first_of_its_group(rule) else ""
    text = _HEADING.sub(
        lambda match: f"**{match[1]}**" + (": " if match[0].endswith(" ") else "\n\n"), rule.doc.strip()
    )
    return f"{group}### {rule.code} {rule.name}\n\n*{_level(rule)}.* {text}\n"


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
