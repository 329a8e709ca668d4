"""The analysis of all that a run has found: of each project that its files belong to, and of the texts.

LibCST and all that needs it is imported only for a project that has something of Checkout.com.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cko_lint import progress
from cko_lint.analysis.results import Analysis, Wanted, kept
from cko_lint.config.scopes import Scopes
from cko_lint.findings import Finding, Related
from cko_lint.project.index import Index, Indexes
from cko_lint.project.kept import given
from cko_lint.project.roots import project_root
from cko_lint.sources.contents import Contents
from cko_lint.sources.kinds import PYTHON, kind_of
from cko_lint.sources.scan import Scan, Source

if TYPE_CHECKING:
    from cko_lint.explain.explanation import Explanation
    from cko_lint.inventory.rows import Row
    from cko_lint.sources.notebooks import Notebook


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
    for index in _projects(found, contents.code, indexes):
        sources = [source for source in contents.code if project_root(os.path.dirname(source.absolute)) == index.root]
        observed.add(index, _analysed(index, sources, scopes, contents.notebooks, wanted))
        index.save()
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


def _analysed(
    index: Index, sources: list[Source], scopes: Scopes, notebooks: Mapping[str, Notebook], wanted: Wanted
) -> Analysis:
    """Returns what the analysis of a project yields, which may have been kept by an earlier run."""
    printed = [(path, notebook.outputs) for path, notebook in sorted(notebooks.items())]
    if not index.is_anchored and not any(outputs for _, outputs in printed):
        return Analysis([], [])

    def analyse() -> Analysis:
        from cko_lint.analysis.analysis import analyse_project

        renamed = dict(_renamed(sources))
        return analyse_project(index, [s for s in sources if s.path in renamed], scopes, notebooks, wanted)

    folders = [index.root, *index.settings_folders, *(os.path.dirname(path) for _, path in _renamed(sources))]
    needed = given(scopes.baseline_folders(folders), [*scopes.dependencies(folders), *printed, *_renamed(sources)])
    if wanted is not Wanted.NOTHING:
        needed = (*needed, wanted.value)
    return kept(index, scopes.run.cache_folder(index.root), needed, analyse)


def _renamed(sources: list[Source]) -> list[tuple[str, str]]:
    """Returns the paths, in reports and on disk, of sources that are no Python files as they are on disk."""
    return [(s.path, s.absolute) for s in sources if s.path == "<stdin>" or kind_of(s.path) != PYTHON]


def _paths_of(analysis: Analysis) -> set[str]:
    """Returns the paths of the files in which places of findings are."""
    places = (place for finding in analysis.findings for place in (*finding.places, *finding.places_of_remedies))
    return {place.path for place in places} & analysis.files.keys()
