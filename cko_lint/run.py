"""One run, from paths to a report: find, prefilter, analyse, suppress, select, sort.

Each step is in a room of its own; LibCST and all that needs it is imported only when a file has passed the prefilter.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cko_lint import progress
from cko_lint.analysis.projects import Observed, observe
from cko_lint.analysis.results import Wanted
from cko_lint.checkout.redaction import SECRET, conceal
from cko_lint.config.scopes import Scopes
from cko_lint.config.settings import Settings
from cko_lint.findings import Finding, Related
from cko_lint.fixes.offered import offered
from cko_lint.output.report import Report
from cko_lint.project.index import Indexes
from cko_lint.project.roots import project_root
from cko_lint.project.started import Started
from cko_lint.report import secrets_baseline, suppressions
from cko_lint.report.cells import in_cells, location_in_cells, related_in_cells
from cko_lint.report.commented_files import comments_in
from cko_lint.report.excerpts import Excerpts
from cko_lint.report.fingerprints import fingerprints
from cko_lint.report.verdict import Asked
from cko_lint.sources.contents import Contents, contents_of
from cko_lint.sources.encodings import encoded
from cko_lint.sources.kinds import PYTHON, kind_of
from cko_lint.sources.scan import STDIN, Scan, Source, scan, shown

if TYPE_CHECKING:
    from cko_lint.explain.answer import Answer, Line
    from cko_lint.inventory.rows import Row
    from cko_lint.rules import RuleInfo
    from cko_lint.rules.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Run:
    """A report on what was scanned, and the files whose analysis failed, whether or not that is among what was selected."""

    report: Report
    failed: tuple[str, ...] = ()
    scan: Scan = field(default_factory=Scan)

    def exit_code(self, scopes: Scopes) -> int:
        """Returns 0 clean, 1 findings at or above the `fail_on` of their file, 2 if the analysis of a file failed."""
        return 2 if self.failed else int(any(scopes.fails(finding) for finding in self.report.findings))


@dataclass(frozen=True, slots=True)
class Inventory:
    """The requests of a scan, of how many files, and those of the files whose analysis failed."""

    rows: tuple[Row, ...]
    files: int
    failed: tuple[str, ...] = ()


def check(paths: Iterable[str | os.PathLike[str]] = (".",), settings: Settings | None = None) -> list[Finding]:
    """Returns the findings in files and folders, sorted by path, line, column and code.

    No settings file is read; `cko_lint.config.settings.load(paths)` reads one. Raises `cko_lint.errors.UsageError` for a
    path that does not exist.
    """
    settings = settings or Settings(cache=False)
    return list(run([os.fspath(path) for path in paths], settings).report.findings)


def check_source(text: str, path: str = "<stdin>", settings: Settings | None = None) -> list[Finding]:
    """Returns the findings in the text of one module, sorted.

    `path` is what findings call it, and where its imports are looked for; the file need not exist.
    """
    scopes = _scopes(settings or Settings(cache=False))
    found = Scan(scopes.prepare)
    absolute = os.path.realpath(path)
    found.take(Source(path if path == "<stdin>" else shown(path), absolute, encoded(text)))
    return list(analyse(found, scopes).report.findings)


def run(
    paths: list[str],
    settings: Settings | Scopes,
    stdin: tuple[str, bytes] | None = None,
    started: Started | None = None,
) -> Run:
    """Returns what the paths hold. `stdin` is a name and a content; `started` a scan of the same paths, if it was done."""
    scopes = _scopes(settings)
    started = start(paths, scopes, stdin, started)
    return analyse(started.scan, scopes, started.indexes)


def start(
    paths: list[str], scopes: Scopes, stdin: tuple[str, bytes] | None = None, started: Started | None = None
) -> Started:
    """Returns the files that the paths hold, and the indexes of their projects: those that were `started`, or new ones."""
    if started is not None:
        return started
    indexes = indexes_of(scopes)
    source = None
    if stdin is not None:
        name, data = stdin
        source = Source(shown(name) if name != STDIN else "<stdin>", os.path.realpath(name), data)
        if all(path == STDIN for path in paths):
            paths = [STDIN]
    found = scan(paths, scopes.excludes, scopes.run.force_exclude, source, indexes.is_known_unrelated, scopes.prepare)
    progress.finish()
    return Started(found, indexes)


def _scopes(settings: Settings | Scopes) -> Scopes:
    """Returns the settings of each file; if only one is given, every file is judged by it."""
    return settings if isinstance(settings, Scopes) else Scopes(settings, catalogue)


def indexes_of(scopes: Scopes) -> Indexes:
    """Returns the indexes of the projects of a run, none of which has been made yet."""
    return Indexes(scopes.run.cache_folder, scopes.words)


def analyse(found: Scan, settings: Settings | Scopes, indexes: Indexes | None = None) -> Run:
    """Returns what the files of a scan hold, reported as the settings want it; `indexes` are those of their projects.

    Raises UsageError for settings that name a rule which does not exist.
    """
    scopes = _scopes(settings)
    asked = Asked(found.paths | {path for path, _ in found.unreadable}, found.added)
    contents = contents_of(found.sources)
    observed = observe(found, contents, scopes, indexes or indexes_of(scopes))
    report = _Observations(found, scopes, asked, contents, observed).report()
    return Run(report, tuple(sorted(filter(asked.names, set(observed.failed)))), found)


def inventory(started: Started, scopes: Scopes) -> Inventory:
    """Returns the requests that stand, or begin, in the files of a scan, sorted by place."""
    from cko_lint.inventory.rows import relocated

    contents = contents_of(started.scan.sources)
    observed = observe(started.scan, contents, scopes, started.indexes, Wanted.ROWS)
    asked = Asked(started.scan.paths)
    rows = [row for row in observed.rows if any(asked.names(place.path) for place in row.places)]
    placed = [relocated(row, lambda place: location_in_cells(place, contents.notebooks)) for row in rows]
    failed = tuple(sorted(filter(asked.names, set(observed.failed))))
    return Inventory(tuple(sorted(placed, key=lambda row: row.sort_key)), started.scan.count, failed)


def explain(line: Line, started: Started, scopes: Scopes) -> tuple[Answer, tuple[str, ...]]:
    """Returns what is known at a line of the only file of a scan, and the files whose analysis failed."""
    from cko_lint.explain.answer import answer
    from cko_lint.explain.explanation import in_cells_of

    contents = contents_of(started.scan.sources)
    observed = observe(started.scan, contents, scopes, started.indexes, Wanted.EXPLANATIONS)
    known = [in_cells_of(one, contents.notebooks) for one in observed.explanations]
    observations = _Observations(started.scan, scopes, Asked(started.scan.paths), contents, observed)
    reported = observations.report().findings
    return answer(line, known, reported, observations.unresolved(), scopes.shows), tuple(sorted(observed.failed))


@dataclass(frozen=True, slots=True)
class _Observations:
    """What the files of a scan have yielded, before anything of it is suppressed or selected."""

    scan: Scan
    scopes: Scopes
    asked: Asked
    contents: Contents
    observed: Observed

    def report(self) -> Report:
        """Returns what is reported of it."""
        wanted, hidden = self._without_known(self._wanted())
        identities = fingerprints(wanted, self.scopes.run.root)
        pairs = zip((self._in_cells(finding) for finding in wanted), identities, strict=True)
        reported = [(finding, identity) for finding, identity in pairs if self.asked.touches(finding)]
        unresolved = self.unresolved()
        is_asked_for = self.scopes.run.show_unresolved
        return Report(
            findings=[finding for finding, _ in reported],
            fingerprints=[identity for _, identity in reported],
            files=self.scan.count,
            analysed=len(self.contents.sources),
            line=self._excerpts(finding for finding, _ in reported).line,
            rule=_rule,
            folder=os.getcwd(),
            unresolved=unresolved if is_asked_for else (),
            with_unresolved=is_asked_for,
            not_judged=len(unresolved),
            accepted=[*self._accepted(), *hidden],
            fix=offered(self.asked, self.contents, self.observed.contents),
        )

    def _wanted(self) -> list[Finding]:
        """What is left once comments have suppressed what they name, and the settings what they do not select.

        Comments first: one that suppresses a finding of a rule that is off has its use.
        """
        findings, scopes = self.observed.findings, self.scopes
        comments = list(comments_in(self.contents, findings, self.observed.contents))
        if comments:
            outcome = suppressions.apply(
                findings, comments, catalogue(), scopes.reports, self.asked.names, scopes.refuses
            )
            findings = outcome.unused + (outcome.findings if scopes.run.ignores else findings)
        return sorted(filter(scopes.shows, findings), key=lambda finding: (*finding.sort_key, finding.message))

    def _without_known(self, wanted: list[Finding]) -> tuple[list[Finding], Sequence[tuple[int, str]]]:
        """Returns what baselines leave, and how many findings each of them hides."""
        run = self.scopes.run
        if not (wanted and run.ignores and run.baselines and run.hides_known):
            return wanted, ()
        from cko_lint.report import baselines

        outcome = baselines.without_known(wanted, self.asked.touches, self._is_read, self.scopes.refuses)
        return outcome.findings, outcome.hidden

    def _is_read(self, path: str) -> bool:
        """Whether everything in a file, given its real path, was looked at: the run, or its project, has it."""
        is_of_project = kind_of(path) == PYTHON and project_root(os.path.dirname(path)) in self.observed.roots
        return is_of_project or shown(path) in self.scan.paths

    def _accepted(self) -> list[tuple[int, str]]:
        """Returns how many findings about accepted secrets touch what was asked about, by the file that accepts them."""
        touching = filter(self.asked.touches, self.observed.accepted)
        roots = Counter(self.scopes.of(finding.location.path).root for finding in touching)
        return [(count, shown(secrets_baseline.path_of(root))) for root, count in sorted(roots.items())]

    def unresolved(self) -> list[Related]:
        """Returns the requests that could not be followed in the files that were asked about, by place."""
        placed = (related_in_cells(request, self.contents.notebooks) for request in self.observed.unresolved)
        return sorted((r for r in placed if self.asked.names(r.location.path)), key=lambda r: r.location)

    def _excerpts(self, reported: Iterable[Finding]) -> Excerpts:
        """Returns what looks up the lines to show; the secrets in them that have no form of their own are concealed."""
        everything = (*self.observed.findings, *self.observed.accepted)
        secrets = [self._in_cells(finding).location for finding in everything if finding.concealed == SECRET]
        others = [Source(shown(path), path, data) for path, data in self.scan.overlay.items()]
        places = [*secrets, *(place for finding in reported for place in finding.places)]
        excerpts = Excerpts([*self.contents.sources, *others], self.contents.notebooks, places)
        for place in secrets:
            conceal(excerpts.text(place))
        return excerpts

    def _in_cells(self, finding: Finding) -> Finding:
        return in_cells(finding, self.contents.notebooks)


def _rule(code: str) -> RuleInfo:
    """Returns the rule of a finding."""
    rule = catalogue().get(code)
    assert rule is not None, code
    return rule


def catalogue() -> Catalogue:
    """Returns all rules, which are imported only if they are needed."""
    from cko_lint.rules import CATALOGUE

    return CATALOGUE
