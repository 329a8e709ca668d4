"""What `cko-lint baseline` does: compares the baseline with what is found, and writes it or says what is stale.

Apart from `baseline` because every command imports the options of all of them.
"""

from __future__ import annotations

import argparse
import os
import warnings
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cko_lint import run
from cko_lint.commands.terminal import print_error
from cko_lint.config import settings as config
from cko_lint.config.scopes import Scopes
from cko_lint.config.settings_file import folder_of
from cko_lint.errors import UsageError
from cko_lint.output.report import path_text, plural, printable
from cko_lint.project.roots import project_root
from cko_lint.report import baseline_file, baselines
from cko_lint.report.baseline_file import BaselineFile
from cko_lint.report.renewal import below_one_of, renewal
from cko_lint.sources.kinds import PYTHON, kind_of
from cko_lint.sources.scan import shown

if TYPE_CHECKING:
    from cko_lint.config.settings import Settings
    from cko_lint.findings import Finding
    from cko_lint.report.baseline_file import Entry
    from cko_lint.report.renewal import Renewal


def renew(options: argparse.Namespace) -> int:
    """Does what the options ask for; returns the exit code."""
    task = _task(options)
    if os.path.lexists(task.baseline.place):
        task = replace(task, baseline=_present(task.folder, is_needed=options.check or options.update))
    elif options.check or (options.update and not options.add):
        raise UsageError(f"there is no {_name(task.baseline)}; `cko-lint baseline` writes one")
    found = _compared(task)
    if found is None:
        return 2
    if options.check:
        return _say_what_is_stale(found)
    shrinks_only = options.update and not options.add
    renewed = found.shrunk() if shrinks_only else found.complete()
    is_changed = baseline_file.write(renewed)
    print(_told(found, renewed, is_changed, shrinks_only))
    return 0


@dataclass(frozen=True, slots=True)
class _Task:
    """The baseline to renew, and the paths to look at with the settings of each file."""

    folder: str
    baseline: BaselineFile
    paths: list[str]
    scopes: Scopes


def _task(options: argparse.Namespace) -> _Task:
    settings = config.load(options.paths, options.config, run.catalogue)
    start = os.path.realpath(folder_of(options.paths))
    folder = baselines.nearest(start) or os.path.realpath(settings.root or project_root(start))
    paths = options.paths or [shown(folder)]
    scopes = _scopes(paths, options.config)
    scopes.jobs = options.jobs
    return _Task(folder, BaselineFile(folder, Counter()), paths, scopes)


def _scopes(paths: list[str], file: str | None) -> Scopes:
    if file is not None:
        return Scopes(config.load(file=file, rules=run.catalogue), run.catalogue, _with_known)
    return Scopes.nearest_to(paths, run.catalogue, _with_known)


def _with_known(settings: Settings) -> Settings:
    return replace(config.with_environment(settings), hides_known=False)


def _present(folder: str, is_needed: bool) -> BaselineFile:
    """Returns the baseline that is there; what is to be written anew need not be one."""
    try:
        return baseline_file.read(folder)
    except UsageError:
        if is_needed:
            raise
        return BaselineFile(folder, Counter())


def _compared(task: _Task) -> Renewal | None:
    """Returns how the baseline compares with what is found; None, and says so, if the analysis of a file failed."""
    outcome = run.run(task.paths, task.scopes)
    for path in outcome.failed:
        print_error(f"analysis of {path} failed, so the baseline stays as it is; please report this as a bug")
    if outcome.failed:
        return None
    is_below = below_one_of([os.path.realpath(path) for path in task.paths])
    accepting = [finding for finding in outcome.report.findings if not task.scopes.refuses(finding)]
    findings = [finding for finding in baselines.below(accepting, task.folder) if is_below(_real(finding))]
    broken = {_real(finding) for finding in findings if finding.code in run.catalogue().unanalysed}
    return renewal(task.baseline, findings, lambda path: is_below(path) and path not in broken and not _is_broken(path))


def _is_broken(path: str) -> bool:
    """Whether a Python file cannot be parsed for now, which is a finding only if it speaks of Checkout.com itself."""
    import ast

    if kind_of(path) != PYTHON:
        return False
    try:
        with warnings.catch_warnings(), open(path, "rb") as file:
            warnings.simplefilter("ignore")
            ast.parse(file.read())
    except OSError:
        return False
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    return False


def _real(finding: Finding) -> str:
    return os.path.realpath(finding.location.path)


def _say_what_is_stale(found: Renewal) -> int:
    name = _name(found.shrunk())
    for entry, count in sorted(found.stale.items()):
        print(f"{name}: {_shown(entry)}: {plural(count, 'finding')} fixed")
    if found.stale:
        print(f"{plural(_total(found.stale), 'stale finding')} in {name}; `cko-lint baseline --update` removes them")
        return 1
    print(f"Nothing is stale in {name} ({plural(_total(found.kept), 'finding')})")
    return 0


def _told(found: Renewal, written: BaselineFile, is_changed: bool, shrinks_only: bool) -> str:
    what = f"{_name(written)}: {plural(_total(written.counts), 'finding')}"
    added = 0 if shrinks_only else _total(found.new)
    changes = [f"{count} {how}" for count, how in ((added, "added"), (_total(found.stale), "removed")) if count]
    told = f"{'Wrote' if is_changed else 'Unchanged:'} {what}" + (f" ({', '.join(changes)})" if changes else "")
    if shrinks_only and found.new:
        return f"{told}; {plural(_total(found.new), 'new finding')} not added (see --add)"
    return told


def _total(counts: Counter[Entry]) -> int:
    return sum(counts.values())


def _name(baseline: BaselineFile) -> str:
    return printable(path_text(shown(baseline.place)))


def _shown(entry: Entry) -> str:
    return printable(f"{entry.path}: {entry.code}")
