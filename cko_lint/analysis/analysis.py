"""From the files of a run to findings: parse, run the engine over the project, gather the facts, ask the rules."""

from __future__ import annotations

import bisect
import gc
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cko_lint import values as v
from cko_lint.analysis.additions import Additions
from cko_lint.analysis.gathering import Gathering
from cko_lint.analysis.judging import Accepted, findings_of, rules_that_find
from cko_lint.analysis.results import Analysis, Unresolved, Wanted
from cko_lint.checkout.keys import find_keys
from cko_lint.config.scopes import Scopes
from cko_lint.evidence.places import stretch_of
from cko_lint.facts import Facts, KeyLiteral, Place
from cko_lint.findings import Finding
from cko_lint.interpreter.usage import Changed
from cko_lint.logic import conditions, terms
from cko_lint.models.http.sessions import Session
from cko_lint.models.libraries import HTTP_PACKAGES, Libraries
from cko_lint.project.index import Entry, Index
from cko_lint.project.modules import Module, Project
from cko_lint.project.slice import Slice
from cko_lint.rules import analysis_failed, syntax_error, unreadable_file
from cko_lint.rules.report import About
from cko_lint.sources.encodings import decode
from cko_lint.sources.lines import LINE_END
from cko_lint.sources.prefilter import names_checkout
from cko_lint.sources.scan import Source
from cko_lint.syntax.errors import Undecodable, Unparsable

if TYPE_CHECKING:
    from cko_lint.explain.explanation import Explanation
    from cko_lint.inventory.rows import Row
    from cko_lint.sources.notebooks import Notebook


def analyse_project(
    index: Index, sources: Sequence[Source], scopes: Scopes, notebooks: Mapping[str, Notebook], wanted: Wanted
) -> Analysis:
    """Analyses a project as a whole, for its findings and what else is wanted.

    `sources` are files that were given under other paths than those on disk: standard input, and notebooks, of which the data
    are the code of the cells; `notebooks` has these by their paths.
    """
    with _unhindered():
        analysing = _Analysing(index, scopes)
        with analysing.additions.in_use():
            return analysing.run(sources, notebooks, wanted)


@contextmanager
def _unhindered() -> Iterator[None]:
    """Runs a block in which recursion may go deep, and no garbage is collected."""
    collecting, limit = gc.isenabled(), sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _DEEP))  # a chain of a thousand `elif` nests as deep
    gc.disable()  # thousands of small nodes that all stay: collecting among them costs a tenth of the run
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
        if collecting:
            gc.enable()


_DEEP = 6_000


class _Analysing:
    """The analysis of one project."""

    def __init__(self, index: Index, scopes: Scopes) -> None:
        terms.forget_all()
        conditions.forget_all()
        self.index = index
        self.scopes = scopes
        self.additions = Additions(scopes, index)
        self.packages = HTTP_PACKAGES | self.additions.packages
        self.project = Project(index, self.packages)
        self.findings: list[Finding] = []
        self.keys: list[KeyLiteral] = []

    def run(self, sources: Sequence[Source], notebooks: Mapping[str, Notebook], wanted: Wanted) -> Analysis:
        own = frozenset(self.index.paths)
        gathering, facts = self._facts(sources, notebooks)
        for entry in self.index:
            if entry.names:
                self._see_text(entry)
        facts.keys = self.keys + facts.keys
        self.findings += findings_of(facts, self.scopes, Accepted(self.scopes))
        if gathering is None:
            return Analysis(self.findings, [])
        self.findings += [analysis_failed.finding(module.shown, error) for module, error in gathering.failures]
        not_followed = list(gathering.unresolved())
        unresolved = [Unresolved(place.spot().location, reason) for place, reason in not_followed]
        rows, explained = _rows_and_explanations(facts, not_followed, wanted)
        files = {module.shown: module.path for module in self.project.modules.values() if module.frame is not None}
        outside = {path: self.index[path].digest.hex() for path in self.index.paths if path not in own}
        depends_on = self.project.surroundings.told | outside
        lasting = not gathering.failures
        failed = tuple(module.shown for module, _ in gathering.failures)
        return Analysis(self.findings, unresolved, files, depends_on, lasting, failed, rows, explained)

    def _facts(self, sources: Sequence[Source], notebooks: Mapping[str, Notebook]) -> tuple[Gathering | None, Facts]:
        for source in sources:
            module = self.project.add(source.absolute, source.path)
            if source.path in notebooks:
                self.keys += _keys_printed(module, notebooks[source.path])
        if not self.index.is_anchored:
            return None, Facts()
        part = Slice(self.index, self.project.path_of, self.project.is_of_sdk, self.packages)
        self.project.eager = frozenset((*part.files, *part.acting))
        self.project.passing = part.passing
        gathering, facts = self._gathered(part, {})
        found = rules_that_find(facts, self.scopes)
        if not found:
            return gathering, facts
        kinds = (Session,) if all(rule.about is About.RESPONSE for rule in found) else (v.Object,)
        changed = gathering.changed(kinds)  # of a session, hooks and adapters may check responses for whoever sends
        if changed:
            self.project.forget_runs()
            gathering, facts = self._gathered(part, changed)
        return gathering, facts

    def _gathered(self, part: Slice, changed: Changed) -> tuple[Gathering, Facts]:
        gathering = Gathering(
            self.project, part, Libraries(self.additions.functions, self.additions.functions_in), changed
        )
        facts = gathering.facts()
        facts.requests = self.additions.judged(facts.requests)
        return gathering, facts

    def _see_text(self, entry: Entry) -> None:
        """Looks for keys in the text of a file, unless it cannot be parsed, which is then what is reported."""
        module = self.project.load(entry.path)
        is_broken = module.cannot_be_parsed if entry.outline is None else module.failure is not None
        if not is_broken:
            self.keys += _keys_in(module)
        elif names_checkout(entry.data):
            self.findings += _broken(module.shown, module.failure)


def _rows_and_explanations(
    facts: Facts, not_followed: list[tuple[Place, str]], wanted: Wanted
) -> tuple[tuple[Row, ...], tuple[Explanation, ...]]:
    if wanted is Wanted.NOTHING:
        return (), ()
    from cko_lint.explain.making import explanations
    from cko_lint.inventory.making import rows_of

    rows = rows_of(facts, not_followed)
    return rows, explanations(facts, rows) if wanted is Wanted.EXPLANATIONS else ()


# ------------------------------------------------------------- what is no code


def _broken(path: str, error: Exception | None) -> Iterator[Finding]:
    if isinstance(error, Unparsable):
        yield syntax_error.finding(path, error.line, error.column, error.message)
    elif isinstance(error, Undecodable):
        yield unreadable_file.undecodable(path, str(error))


# ------------------------------------------------------------- keys in the text


def _keys_in(module: Module) -> Iterator[KeyLiteral]:
    """Yields the keys that are written out anywhere in a file, comments and docstrings included."""
    text = decode(module.data)
    starts: list[int] | None = None
    for offset, key in find_keys(text):
        if starts is None:
            starts = [0, *(match.end() for match in LINE_END.finditer(text))]
        line = bisect.bisect_right(starts, offset)
        column = offset - starts[line - 1] + 1
        if line == 1 and text.startswith("\ufeff"):
            column -= 1
        yield KeyLiteral(stretch_of(module, line, column, len(key.text)), key)


def _keys_printed(module: Module, notebook: Notebook) -> Iterator[KeyLiteral]:
    """Yields the keys that the cells of a notebook have printed, at the beginnings of the cells."""
    for line, text in notebook.outputs:
        for _, key in find_keys(text):
            yield KeyLiteral(stretch_of(module, line, 1, max(len(module.lines[line - 1]), 1)), key, "output")
