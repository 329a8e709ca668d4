"""`cko-lint explain PATH:LINE`: what is known of the request on a line, and why each rule reports it or does not."""

from __future__ import annotations

import argparse
import os
import re
import sys
from typing import TYPE_CHECKING

from cko_lint import run
from cko_lint.commands import reading, writing
from cko_lint.commands.arguments import add_command, add_format
from cko_lint.commands.terminal import print_error
from cko_lint.errors import UsageError
from cko_lint.explain.answer import Answer, Line
from cko_lint.sources.scan import shown

if TYPE_CHECKING:
    from cko_lint.commands.arguments import Subcommands
    from cko_lint.project.started import Started

_TARGET = re.compile(r"(?P<path>.+?)(?::cell (?P<cell>\d+))?:(?P<line>\d+)(?::\d+)?", re.S)
_DESCRIPTION = """\
Tell what is known of the request, or the client of the SDK, on a line: where
it is sent to, with which credential, and in which case; where these come from;
from where it is sent, and who checks its status. Then tell what each rule makes
of it: what it reports, or why it reports nothing."""
_EPILOG = f"""\
PATH:LINE is as in a report: `pay.py:12`, `pay.py:12:5`, or, in a notebook,
`pay.ipynb:cell 3:2`.

exit codes:
  0  something is known of the line
  1  nothing is
{reading.EXIT_CODES}"""


def add(commands: Subcommands) -> None:
    """Adds the subcommand."""
    parser = add_command(
        commands, "explain", "tell what is known of a request, and why nothing is reported", "[OPTIONS] PATH:LINE",
        _DESCRIPTION, _EPILOG,
    )  # fmt: skip
    parser.add_argument("target", metavar="PATH:LINE", help="the line to explain")
    reading.add_reading(parser)
    add_format(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace, started: Started | None) -> int:
    line = _line(options.target)
    options.paths = [line.path]
    scopes = reading.scopes_of(options)
    answer, failed = run.explain(line._replace(path=shown(line.path)), run.start([line.path], scopes), scopes)
    writing.put(_rendered(answer, options.output_format), options, sys.stdout)
    for path in failed:
        print_error(f"analysis of {path} failed, so the answer is incomplete; please report this as a bug")
    return 2 if failed else int(not answer.is_something_known)


def _rendered(answer: Answer, form: str) -> str:
    from cko_lint.output.explain import json, text

    return json.render(answer) if form == "json" else text.render(answer)


def _line(target: str) -> Line:
    """Returns the line that is asked about; raises UsageError for what is none."""
    match = _TARGET.fullmatch(target)
    if match is None:
        raise UsageError(f"{target!r} is not PATH:LINE, such as `pay.py:12`")
    path = match["path"]
    if not os.path.lexists(path):
        raise UsageError(f"{path} does not exist")
    if os.path.isdir(path):
        raise UsageError(f"{path} is a folder; name a file and a line in it")
    return Line(path, int(match["line"]), int(match["cell"] or 0))
