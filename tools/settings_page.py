"""Writes the table of settings in `docs/configuration.md`.

usage: python tools/settings_page.py [--check]

With `--check` nothing is written: it exits with 1 if the page is stale.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cko_lint.config.catalogue import OF_FILES, OF_RUNS, SETTINGS, Setting  # noqa: E402

PAGE = "docs/configuration.md"
_SETTINGS = re.compile(r"<!-- settings: (?P<which>of [\w ]+) -->\n.*?<!-- end of settings -->", re.S)


def page(text: str) -> str:
    """Returns the page with its lists of settings made anew."""
    return _SETTINGS.sub(
        lambda match: f"<!-- settings: {match['which']} -->\n{_listed(match['which'])}<!-- end of settings -->", text
    )


def _listed(which: str) -> str:
    groups: dict[str, Iterable[Setting]] = {
        "of a file": OF_FILES.values(),
        "of a folder": (s for s in SETTINGS.values() if s.name not in OF_FILES and s.name not in OF_RUNS),
        "of a run": OF_RUNS.values(),
    }
    return "\n" + "\n".join(map(_entry, groups[which])) + "\n"


def _entry(setting: Setting) -> str:
    default = f"`{setting.default}`" if setting.default is not None else "not set"
    return (
        f"### `{setting.name}`\n\n{setting.summary[0].upper()}{setting.summary[1:]}.\n\n"
        f"- Type: {setting.kind.words}\n- Default: {default}\n- Example: `{setting.name} = {setting.example}`\n"
    )


def main() -> int:
    """Writes the page, or says that it is stale."""
    path = ROOT / PAGE
    old = path.read_text("utf-8")
    new = page(old)
    if "--check" in sys.argv:
        return int(old != new)
    path.write_text(new, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
