"""One run, from paths to a report: find, prefilter, analyse, silence, select, sort.

LibCST and all that needs it is imported only when a file has passed the prefilter.
"""

from __future__ import annotations

import ast
import io
import os
import tokenize
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

from cko_lint.analysis.results import Analysis, kept
from cko_lint.checkout.redaction import SECRET, conceal
from cko_lint.config.scopes import Scopes
from cko_lint.config.settings import Settings
from cko_lint.errors import UsageError
from cko_lint.findings import Finding, Fix, Related
from cko_lint.output.report import Report
from cko_lint.project.index import Index, Indexes
from cko_lint.project.kept import given
from cko_lint.project.roots import project_root
from cko_lint.project.started import Started
from cko_lint.report import secrets_baseline, suppression_comments, suppressions
from cko_lint.report.excerpts import Excerpts, decode
from cko_lint.report.fingerprints import fingerprints
from cko_lint.report.verdict import Asked
from cko_lint.sources.kinds import NOTEBOOK, OPEN, PYTHON, kind_of
from cko_lint.sources.lines import pieces
from cko_lint.sources.scan import STDIN, Scan, Source, scan, shown

if TYPE_CHECKING:
    from cko_lint.fixes.making import Making
    from cko_lint.report.suppression_comments import Suppression
    from cko_lint.rules import RuleInfo
    from cko_lint.rules.catalogue import Catalogue
    from cko_lint.sources.notebooks import Notebook


@dataclass(frozen=True, slots=True)
class Run:
    """A report on what was scanned, and the files whose analysis failed, whether or not that is among what was selected."""

    report: Report
    failed: tuple[str, ...] = ()
    scan: Scan = field(default_factory=Scan)

    def exit_code(self, scopes: Scopes) -> int:
        """Returns 0 clean, 1 findings at or above the `fail_on` of their file, 2 if the analysis of a file failed."""
        return 2 if self.failed else int(any(_fails(finding, scopes) for finding in self.report.findings))


def _fails(finding: Finding, scopes: Scopes) -> bool:
    settings = scopes.of(finding.location.path)
    return finding.severity.rank <= settings.fail_on.rank and not settings.exit_zero


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
    settings = scopes.run
    asked = Asked(found.paths | {path for path, _ in found.unreadable}, found.added)
    code, texts, notebooks = _prepared(found.sources)
    seen = _Seen(list(_unreadable(found)))
    for index in _projects(found, code, indexes or indexes_of(scopes)):
        sources = [source for source in code if project_root(os.path.dirname(source.absolute)) == index.root]
        seen.add(index, _analysed(index, sources, scopes, notebooks))
        index.save()
    if texts:
        from cko_lint.analysis.analysis import analyse_texts

        seen.see(analyse_texts(texts, scopes))
    comments = list(_comments(seen.findings, code, texts, seen.contents))
    wanted = _wanted(seen.findings, comments, asked, scopes)
    accepted = seen.accepted(asked, scopes)
    if wanted and settings.ignores and settings.baselines and settings.hides_known:
        from cko_lint.report import baselines

        unknown = baselines.without_known(wanted, asked.touches, _is_read(found, seen.roots), scopes.refuses)
        wanted, accepted = unknown.findings, [*accepted, *unknown.hidden]
    identities = fingerprints(wanted, settings.root)
    pairs = zip((_in_cells(finding, notebooks) for finding in wanted), identities, strict=True)
    reported = [(finding, identity) for finding, identity in pairs if asked.touches(finding)]
    unresolved = _listed([_related_in_cells(request, notebooks) for request in seen.unresolved], asked)
    shown_of_others = [Source(shown(path), path, data) for path, data in found.overlay.items()]
    secrets = [_in_cells(finding, notebooks).location for finding in seen.everything if finding.concealed == SECRET]
    places = [*secrets, *(place for finding, _ in reported for place in finding.places)]
    excerpts = Excerpts([*code, *texts, *shown_of_others], notebooks, places)
    for place in secrets:
        conceal(excerpts.text(place))
    report = Report(
        findings=[finding for finding, _ in reported],
        fingerprints=[identity for _, identity in reported],
        files=found.count,
        analysed=len(code) + len(texts),
        line=excerpts.line,
        rule=_rule,
        folder=os.getcwd(),
        unresolved=unresolved if settings.show_unresolved else (),
        with_unresolved=settings.show_unresolved,
        not_judged=len(unresolved),
        accepted=accepted,
        fix=_fixing(asked, code, texts, notebooks, seen.contents),
    )
    return Run(report, tuple(sorted(filter(asked.names, set(seen.failed)))), found)


@dataclass(slots=True)
class _Seen:
    """What the analyses of the projects have yielded; `contents` are those of the files in which places of findings are."""

    findings: list[Finding]
    failed: list[str] = field(default_factory=list)
    unresolved: list[Related] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    roots: set[str] = field(default_factory=set)
    hidden: list[Finding] = field(default_factory=list)

    def see(self, findings: list[Finding]) -> None:
        """Adds findings; those that are about accepted secrets are only counted."""
        self.findings += [finding for finding in findings if not finding.is_accepted]
        self.hidden += [finding for finding in findings if finding.is_accepted]

    @property
    def everything(self) -> list[Finding]:
        """All findings, reported or not."""
        return [*self.findings, *self.hidden]

    def accepted(self, asked: Asked, scopes: Scopes) -> list[tuple[int, str]]:
        """Returns how many findings about accepted secrets touch what was asked about, by the file that accepts them."""
        roots = (scopes.of(finding.location.path).root for finding in self.hidden if asked.touches(finding))
        return [(count, shown(secrets_baseline.path_of(root))) for root, count in sorted(Counter(roots).items())]

    def add(self, index: Index, analysis: Analysis) -> None:
        """Adds what the analysis of one project has yielded."""
        self.roots.add(index.root)
        self.see(analysis.findings)
        self.failed += analysis.failed
        self.unresolved += [Related(request.reason, request.location) for request in analysis.unresolved]
        self.contents |= {path: index[analysis.files[path]].data for path in _paths_of(analysis)}


def _is_read(found: Scan, roots: set[str]) -> Callable[[str], bool]:
    """Returns what says of a file, by its real path, whether everything in it was looked at: the run, or its project, has it."""

    def is_read(path: str) -> bool:
        return shown(path) in found.paths or (kind_of(path) == PYTHON and project_root(os.path.dirname(path)) in roots)

    return is_read


def _fixing(
    asked: Asked,
    code: list[Source],
    texts: list[Source],
    notebooks: Mapping[str, Notebook],
    contents: Mapping[str, bytes],
) -> Callable[[Finding], Fix | None]:
    """Returns what makes the fix of a finding, by edits of the files that were asked about.

    The code for that is imported when there is a finding that may have one.
    """
    by_path = {source.path: source for source in (*code, *texts)}

    def content(path: str) -> bytes | None:
        if not asked.names(path):
            return None
        source = by_path.get(path)
        return contents.get(path) if source is None else None if source.is_large else source.data

    @cache
    def making() -> Making:
        from cko_lint.fixes.making import Making

        return Making(content, {source.path for source in texts}, notebooks)

    return lambda finding: making().fix(finding) if finding.remedies else None


def _listed(unresolved: list[Related], asked: Asked) -> list[Related]:
    """Returns the requests that could not be followed in the files that were asked about, by place."""
    return sorted((r for r in unresolved if asked.names(r.location.path)), key=lambda r: r.location)


def _analysed(index: Index, sources: list[Source], scopes: Scopes, notebooks: Mapping[str, Notebook]) -> Analysis:
    """Returns what the analysis of a project yields, which may have been kept by an earlier run."""
    printed = [(path, notebook.outputs) for path, notebook in sorted(notebooks.items())]
    if not index.is_anchored and not any(outputs for _, outputs in printed):
        return Analysis([], [])

    def analyse() -> Analysis:
        from cko_lint.analysis.analysis import analyse_project

        renamed = dict(_renamed(sources))
        return analyse_project(index, [s for s in sources if s.path in renamed], scopes, notebooks)

    folders = [index.root, *index.settings_folders, *(os.path.dirname(path) for _, path in _renamed(sources))]
    needed = given(scopes.baseline_folders(folders), [*scopes.dependencies(folders), *printed, *_renamed(sources)])
    return kept(index, scopes.run.cache_folder(index.root), needed, analyse)


def _renamed(sources: list[Source]) -> list[tuple[str, str]]:
    """Returns the paths, in reports and on disk, of sources that are no Python files as they are on disk."""
    return [(s.path, s.absolute) for s in sources if s.path == "<stdin>" or kind_of(s.path) != PYTHON]


def _paths_of(analysis: Analysis) -> set[str]:
    """Returns the paths of the files in which places of findings are."""
    places = (place for finding in analysis.findings for place in (*finding.places, *finding.places_of_remedies))
    return {place.path for place in places} & analysis.files.keys()


def _projects(found: Scan, code: list[Source], indexes: Indexes) -> list[Index]:
    """Returns the indexes of the projects that Python files belong to, with what counts in this run."""
    for folder in sorted(found.folders):
        indexes.of(folder)
    for index in indexes:
        for path, data in found.overlay.items():
            if project_root(os.path.dirname(path)) == index.root and kind_of(path) == PYTHON:
                index.add(path, data)
    for source in code:
        index = indexes.of(os.path.dirname(source.absolute))
        if source.absolute not in index:
            index.add(source.absolute, source.data)
    return list(indexes)


def _comments(
    findings: list[Finding], code: list[Source], texts: list[Source], contents: Mapping[str, bytes]
) -> Iterator[tuple[str, list[Suppression]]]:
    """Yields the suppressions in the files that were asked about, and in those in which places of findings are."""
    for source in code:
        if suppression_comments.may_have_any(source.data):
            yield source.path, list(suppression_comments.find(decode(source.data)))
    for source in texts:
        yield source.path, list(suppression_comments.find_in_lines(pieces(source.blocks())))
    near = {place.path for f in findings for place in (f.location, *(call.location for call in f.callers))}
    for path in sorted(near - {source.path for source in (*code, *texts)}):
        if suppression_comments.may_have_any(contents.get(path, b"")):
            yield path, list(suppression_comments.find(decode(contents[path])))


def _wanted(
    findings: list[Finding], comments: list[tuple[str, list[Suppression]]], asked: Asked, scopes: Scopes
) -> list[Finding]:
    """What is left once comments have silenced what they name, and the settings what nobody asked for.

    Comments first: one that silences a finding of a rule that is off has its use.
    """
    if comments:
        outcome = suppressions.apply(findings, comments, catalogue(), scopes.reports, asked.names, scopes.refuses)
        findings = outcome.unused + (outcome.findings if scopes.run.ignores else findings)
    return sorted(
        (finding for finding in findings if _is_on(finding, scopes)),
        key=lambda finding: (*finding.sort_key, finding.message),
    )


def _is_on(finding: Finding, scopes: Scopes) -> bool:
    settings = scopes.of(finding.location.path)
    is_pedantic = settings.pedantic or settings.names(finding.code)
    is_bad_enough = finding.severity.rank <= settings.min_severity.rank and (is_pedantic or not finding.pedantic)
    return is_bad_enough and scopes.reports(finding.code, finding.location.path)


def _rule(code: str) -> RuleInfo:
    """Returns the rule of a finding."""
    rule = catalogue().get(code)
    assert rule is not None, code
    return rule


def catalogue() -> Catalogue:
    """Returns all rules, which are imported only if somebody asks for them."""
    from cko_lint.rules import CATALOGUE

    return CATALOGUE


def _prepared(sources: list[Source]) -> tuple[list[Source], list[Source], dict[str, Notebook]]:
    """Returns the sources that are Python, those that are texts, and the notebooks among the first by their paths.

    Of a notebook, the data become the code of its cells; one that is none is a text.
    """
    code: list[Source] = []
    texts: list[Source] = []
    notebooks: dict[str, Notebook] = {}
    for source in sources:
        kind = kind_of(source.path)
        if kind == NOTEBOOK:
            from cko_lint.sources import notebooks as jupyter

            notebook = jupyter.read(source.data)
            if notebook is not None:
                notebooks[source.path] = notebook
                source = Source(source.path, source.absolute, notebook.text.encode("utf-8", "replace"))
        is_code = kind == PYTHON or source.path in notebooks or (kind == OPEN and _is_python(source))
        (code if is_code else texts).append(source)
    return code, texts, notebooks


def _is_python(source: Source) -> bool:
    """Whether a file whose name does not tell is Python: it says so in its first line, or it can be parsed."""
    first = next(source.blocks(), b"")[:200].split(b"\n")[0]
    if source.path == "<stdin>" or (first.startswith(b"#!") and b"python" in first):
        return True
    if source.is_large:  # nobody wrote a program of millions of characters
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(decode(source.data))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _in_cells(finding: Finding, notebooks: dict[str, Notebook]) -> Finding:
    """Returns a finding whose places in notebooks are given by cell."""
    related = tuple(_related_in_cells(place, notebooks) for place in finding.related)
    notebook = notebooks.get(finding.location.path)
    location = notebook.located(finding.location) if notebook is not None else finding.location
    flows = (
        tuple(tuple(_related_in_cells(place, notebooks) for place in flow) for flow in several)
        for several in (finding.value_flows, finding.call_paths)
    )
    return replace(finding, location=location, related=related, value_flows=next(flows), call_paths=next(flows))


def _related_in_cells(related: Related, notebooks: dict[str, Notebook]) -> Related:
    notebook = notebooks.get(related.location.path)
    return related if notebook is None else replace(related, location=notebook.located(related.location))


def _unreadable(found: Scan) -> Iterator[Finding]:
    for path, reason in found.unreadable:
        from cko_lint.rules import unreadable_file

        yield unreadable_file.unopened(path, reason)


def encoded(text: str) -> bytes:
    """Encodes a text as its own encoding declaration says, so that it is read back as it was."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return text.encode(encoding)
    except (SyntaxError, UnicodeError):
        return data


def read_stdin(name: str | None, stream: BinaryIO) -> tuple[str, bytes]:
    """Returns the name and the content of standard input, as `run` takes them."""
    if name is not None and os.path.isdir(name):
        raise UsageError(f"--stdin-filename must be the path of a file, and {name} is a folder")
    return name or STDIN, stream.read()
