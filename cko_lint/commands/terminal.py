"""What the output goes to: whether it shows colours, and how wide it is."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import BinaryIO, TextIO

from cko_lint import progress
from cko_lint.config.values import Color
from cko_lint.errors import UsageError

_WIDEST = 100
"""Columns beyond which a paragraph is hard to read."""
_NARROWEST = 40
_LINKED_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "tabby")
_LINKED_TERMS = ("xterm-kitty", "alacritty", "foot", "contour", "xterm-ghostty", "wezterm")
_LINKED_VARIABLES = ("WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "KITTY_WINDOW_ID")
_LINKED_VTE = 5_000  # 0.50, the first version of GNOME's terminal widget that has them right
_CI_VARIABLES = ("CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION")


def is_colored(color: Color, stream: TextIO) -> bool:
    """Whether to use colour; `NO_COLOR` and `FORCE_COLOR` decide if no option does (no-color.org, force-color.org)."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def has_links(color: Color, stream: TextIO) -> bool:
    """Whether to make links (OSC 8), which a terminal may not know; without colour there is none.

    `FORCE_HYPERLINK` decides if it is set (github.com/zkat/supports-hyperlinks).
    """
    return color is not Color.NEVER and _shows_links(stream)


def _shows_links(stream: TextIO) -> bool:
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced != "0"
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        return False
    program, term = os.environ.get("TERM_PROGRAM", ""), os.environ.get("TERM", "")
    version = os.environ.get("VTE_VERSION", "")
    return (
        program in _LINKED_PROGRAMS
        or term.startswith(_LINKED_TERMS)
        or any(os.environ.get(name) for name in _LINKED_VARIABLES)
        or (version.isdecimal() and int(version) >= _LINKED_VTE)
    )


def is_ci() -> bool:
    """Whether this runs in a pipeline, whose log shows URLs as links."""
    return any(os.environ.get(name, "").lower() not in ("", "0", "false") for name in _CI_VARIABLES)


def columns() -> int:
    """Returns how many columns a paragraph may have: those of the terminal, or 80 where there is none."""
    import shutil  # which imports all that can compress

    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))


def standard_input() -> BinaryIO:
    """Returns what standard input has. Raises UsageError for a program that was started without one."""
    if sys.stdin is None:
        raise UsageError("standard input is closed")
    return sys.stdin.buffer


def print_error(message: str) -> None:
    """Prints one line to standard error, without keys and control characters."""
    from cko_lint.output.report import path_text, printable

    say(f"cko-lint: {printable(path_text(message))}")


def say(line: str) -> None:
    """Prints one line to standard error; if that cannot be written to, the line is lost."""
    progress.finish()
    try:
        print(line, file=sys.stderr)
    except OSError:
        give_up(sys.stderr)


def give_up(stream: TextIO) -> None:
    """Sends what a stream still holds to nowhere: at exit, Python would wait for its reader, or complain once more."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
