"""The analysis of all that a run has found: of each project that its files belong to, and of the texts.

LibCST and all that needs it is imported only for a project that has something of Checkout.com.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cko_lint import progress
from cko_lint.analysis.results import Analysis, Kept, Wanted
from cko_lint.config.scopes import Scopes
from cko_lint.findings import Finding, Related
from cko_lint.project.index import Index, Indexes
from cko_lint.project.kept import given
from cko_lint.project.roots import project_root
from cko_lint.sources.contents import Contents
from cko_lint.sources.kinds import PYTHON, kind_of
from cko_lint.sources.scan import Scan, Source

if TYPE_CHECKING:
    from cko_lint.analysis.workers import Task
    from cko_lint.explain.explanation import Explanation
    from cko_lint.inventory.rows import Row


@dataclass(slots=True)
class Observed:
    """What the analyses have yielded.

    `accepted` are findings about secrets that a team has told detect-secrets to accept: they are only counted. `contents` are
    those of the files in which places of findings are; `roots` are the folders of the projects.
    """

    findings: list[Finding] = field(default_factory=list)
    accepted: list[Finding] = field(default_factory=list)
    unresolved: list[Related] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    roots: set[str] = field(default_factory=set)
    rows: list[Row] = field(default_factory=list)
    explanations: list[Explanation] = field(default_factory=list)

    def see(self, findings: Iterable[Finding]) -> None:
        """Adds findings."""
        for finding in findings:
            (self.accepted if finding.is_accepted else self.findings).append(finding)

    def add(self, index: Index, analysis: Analysis) -> None:
        """Adds what the analysis of one project has yielded."""
        self.roots.add(index.root)
        self.see(analysis.findings)
        self.failed += analysis.failed
        self.rows += analysis.rows
        self.explanations += analysis.explanations
        self.unresolved += [Related(request.reason, request.location) for request in analysis.unresolved]
        self.contents |= {path: index[analysis.files[path]].data for path in _paths_of(analysis)}


def observe(
    found: Scan, contents: Contents, scopes: Scopes, indexes: Indexes, wanted: Wanted = Wanted.NOTHING
) -> Observed:
    """Returns what all files of a scan yield, neither selected nor sorted, and what is wanted besides the findings."""
    observed = Observed()
    observed.see(_unopened(found))
    projects = [_Work(index, contents, scopes, wanted) for index in _projects(found, contents.code, indexes)]
    ahead = _done_ahead(projects, scopes.jobs)
    for project in projects:
        observed.add(project.index, project.analysis(ahead.get(project.index.root)))
        project.index.save()
    if contents.texts and wanted is not Wanted.ROWS:  # there are no requests in them
        from cko_lint.analysis.texts import analyse_texts

        observed.see(analyse_texts(contents.texts, scopes))
    progress.finish()
    return observed


def _unopened(found: Scan) -> list[Finding]:
    if not found.unreadable:
        return []
    from cko_lint.rules import unreadable_file

    return [unreadable_file.unopened(path, reason) for path, reason in found.unreadable]


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


class _Work:
    """What is to be done for one project, and what of it an earlier run has kept."""

    def __init__(self, index: Index, contents: Contents, scopes: Scopes, wanted: Wanted) -> None:
        self.index = index
        code = [source for source in contents.code if project_root(os.path.dirname(source.absolute)) == index.root]
        renamed = {path for path, _ in _renamed(code)}
        self._sources = [source for source in code if source.path in renamed]
        self._folders = [index.root, *index.settings_folders, *map(os.path.dirname, index.added)]
        self._notebooks = contents.notebooks
        self._scopes = scopes
        self._wanted = wanted

    @cached_property
    def is_needed(self) -> bool:
        """Whether there can be anything to find."""
        return self.index.is_anchored or any(notebook.outputs for notebook in self._notebooks.values())

    @cached_property
    def size(self) -> int:
        """How many files it has."""
        return len(self.index.paths)

    @cached_property
    def kept(self) -> Analysis | None:
        """What an earlier run has kept of it."""
        return self._place.get()

    @cached_property
    def _place(self) -> Kept:
        printed = [(path, notebook.outputs) for path, notebook in sorted(self._notebooks.items())]
        given_too = [*self._scopes.dependencies(self._folders), *printed, *_renamed(self._sources)]
        needed = given(self._scopes.baseline_folders(self._folders), given_too)
        if self._wanted is not Wanted.NOTHING:
            needed = (*needed, self._wanted.value)
        return Kept(self.index, self._scopes.run.cache_folder(self.index.root), needed)

    def task(self) -> Task:
        """Returns it as another process can do it, which finds in the cache what is known of the files."""
        self.index.save()
        from cko_lint.analysis.workers import Task

        return Task(self.index.root, self.index.added, self._sources, self._notebooks, self._scopes, self._wanted)

    def analysis(self, ahead: Analysis | None) -> Analysis:
        """Returns what the analysis yields: what was kept, or else what was done `ahead`; what is new is kept."""
        if not self.is_needed:
            return Analysis([], [])
        return self.kept or self._place.put(ahead or self._analyse())

    def _analyse(self) -> Analysis:
        from cko_lint.analysis.analysis import analyse_project

        return analyse_project(self.index, self._sources, self._scopes, self._notebooks, self._wanted)


def _done_ahead(projects: list[_Work], jobs: int | None) -> Mapping[str, Analysis]:
    """Returns what other processes make of the projects that are to be analysed, if there are several."""
    if len(projects) < 2 or jobs == 1:
        return {}
    missing = [project for project in projects if project.is_needed and project.kept is None]
    if len(missing) < 2:
        return {}
    from cko_lint.analysis import workers

    missing.sort(key=lambda project: project.size, reverse=True)  # the last ones to end are small
    count = workers.workers_for([project.size for project in missing], jobs)
    return workers.done_ahead([project.task() for project in missing], count) if count else {}


def _renamed(sources: list[Source]) -> list[tuple[str, str]]:
    """Returns the paths, in reports and on disk, of sources that are no Python files as they are on disk."""
    return [(s.path, s.absolute) for s in sources if s.path == "<stdin>" or kind_of(s.path) != PYTHON]


def _paths_of(analysis: Analysis) -> set[str]:
    """Returns the paths of the files in which places of findings are."""
    places = (place for finding in analysis.findings for place in (*finding.places, *finding.places_of_remedies))
    return {place.path for place in places} & analysis.files.keys()
