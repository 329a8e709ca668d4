"""Writes where the project is published, everywhere: `python tools/address.py HOMEPAGE [--rule-page TEMPLATE]`.

Until then, findings name `cko-lint rule CODE` instead of a page, and the pages show an address of example.com. A template has
`{name}`, or `{code}`, of a rule, such as https://example.com/docs/rules/{name}.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
UNKNOWN = "https://example.com/cko-lint"
"""The address that the pages show as long as there is none."""


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Writes the addresses; returns 2 if one of them cannot be one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("homepage", metavar="HOMEPAGE", help="address of the repository")
    parser.add_argument("--rule-page", metavar="TEMPLATE", default="", help="address of the page of a rule")
    given = parser.parse_args(arguments)
    homepage = given.homepage.rstrip("/")
    wrong = [
        url for url in (homepage, given.rule_page) if url and not re.fullmatch(r"https://[^\s\"'\\]+/[^\s\"'\\]+", url)
    ]
    if wrong or (given.rule_page and "{name}" not in given.rule_page and "{code}" not in given.rule_page):
        parser.error(f"not an address: {wrong[0] if wrong else given.rule_page}")
    before = written(root)
    _replace(root / "cko_lint/homepage.py", r'^HOMEPAGE = ".*"$', f'HOMEPAGE = "{homepage}"')
    _replace(root / "cko_lint/homepage.py", r'^RULE_PAGE = ".*"$', f'RULE_PAGE = "{given.rule_page}"')
    _write_metadata(root / "pyproject.toml", homepage)
    for page in pages(root):
        text = page.read_text("utf-8").replace(before, homepage)
        page.write_text(text.replace(f"uses: {_repository(before)}@", f"uses: {_repository(homepage)}@"), "utf-8")
    return 0


def written(root: Path = ROOT) -> str:
    """Returns the address that stands on the pages now."""
    text = (root / "cko_lint/homepage.py").read_text("utf-8")
    return re.findall(r'^HOMEPAGE = "(.*)"$', text, re.MULTILINE)[0] or UNKNOWN


def pages(root: Path = ROOT) -> Iterator[Path]:
    """Yields the files for people that say where to get the program."""
    yield root / "README.md"
    yield from sorted(root.glob("docs/**/*.md"))
    yield from sorted(root.glob("templates/*.yml"))


def _repository(homepage: str) -> str:
    """Returns what GitHub calls a repository in a workflow."""
    return "example/cko-lint" if homepage == UNKNOWN else urlsplit(homepage).path.strip("/")


def _write_metadata(path: Path, homepage: str) -> None:
    text = re.sub(r"^\[project\.urls\]\n(?:.+\n)*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    urls = f'[project.urls]\nHomepage = "{homepage}"\nSource = "{homepage}"\n\n'
    path.write_text(
        text.replace("[project.optional-dependencies]\n", f"{urls}[project.optional-dependencies]\n"), "utf-8"
    )


def _replace(path: Path, pattern: str, line: str) -> None:
    text, count = re.subn(pattern, lambda _: line, path.read_text("utf-8"), flags=re.MULTILINE)
    assert count == 1, f"{path}: {pattern}"
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
