"""From the files of a run to findings: parse, run the engine over the project, gather the facts, ask the rules."""

from __future__ import annotations

import bisect
import gc
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from cko_lint.analysis.additions import Additions
from cko_lint.analysis.gathering import Gathering
from cko_lint.analysis.results import Analysis, Unresolved, Wanted
from cko_lint.checkout.keys import find_keys
from cko_lint.config.scopes import Scopes
from cko_lint.configuration_files import reader
from cko_lint.evidence.places import stretch_of
from cko_lint.explain.making import explanations
from cko_lint.facts import Facts, KeyLiteral, Occurrence
from cko_lint.findings import Finding, merged
from cko_lint.inventory.making import rows_of
from cko_lint.logic import conditions, terms
from cko_lint.models.libraries import HTTP_PACKAGES, Libraries
from cko_lint.project.index import Entry, Index
from cko_lint.project.modules import Module, Project
from cko_lint.project.slice import Slice
from cko_lint.report import secrets_baseline
from cko_lint.rules import RULES, analysis_failed, syntax_error, unreadable_file
from cko_lint.rules.report import About
from cko_lint.sources.encodings import decode
from cko_lint.sources.lines import LINE_END
from cko_lint.sources.prefilter import names_checkout
from cko_lint.sources.scan import Source
from cko_lint.syntax.errors import Undecodable, Unparsable

if TYPE_CHECKING:
    from cko_lint.sources.notebooks import Notebook


def analyse_texts(texts: Sequence[Source], scopes: Scopes) -> list[Finding]:
    """Returns what files hold that carry configuration."""
    accepted = _Accepted(scopes)
    facts = Facts()
    for source in texts:
        reader.read(source, facts, accepted.by(source.absolute))
    return _findings_of(facts, scopes, accepted)


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
        self.findings += _findings_of(facts, self.scopes, _Accepted(self.scopes))
        if gathering is None:
            return Analysis(self.findings, [])
        self.findings += [analysis_failed.finding(module.shown, error) for module, error in gathering.failures]
        not_followed = list(gathering.unresolved())
        unresolved = [Unresolved(place.spot().location, reason) for place, reason in not_followed]
        rows = () if wanted is Wanted.NOTHING else rows_of(facts, not_followed)
        explained = explanations(facts, rows) if wanted is Wanted.EXPLANATIONS else ()
        files = {module.shown: module.path for module in self.project.modules.values() if module.frame is not None}
        outside = (*(path for path in self.index.paths if path not in own), *gathering.read, *self.project.data_files)
        lasting = not gathering.failures
        failed = tuple(module.shown for module, _ in gathering.failures)
        return Analysis(self.findings, unresolved, files, outside, lasting, failed, rows, explained)

    def _facts(self, sources: Sequence[Source], notebooks: Mapping[str, Notebook]) -> tuple[Gathering | None, Facts]:
        for source in sources:
            module = self.project.add(source.absolute, source.path)
            if source.path in notebooks:
                self.keys += _keys_printed(module, notebooks[source.path])
        gathering = self._gathered() if self.index.is_anchored else None
        facts = gathering.facts() if gathering is not None else Facts()
        facts.requests = self.additions.judged(facts.requests)
        return gathering, facts

    def _gathered(self) -> Gathering:
        part = Slice(self.index, self.project.path_of, self.project.is_of_sdk, self.packages)
        self.project.eager = frozenset((*part.files, *part.acting))
        libraries = Libraries(self.additions.functions, self.additions.functions_in)
        return Gathering(self.project, part, libraries)

    def _see_text(self, entry: Entry) -> None:
        """Looks for keys in the text of a file, unless it cannot be parsed, which is then what is reported."""
        module = self.project.load(entry.path)
        is_broken = module.cannot_be_parsed if entry.outline is None else module.failure is not None
        if not is_broken:
            self.keys += _keys_in(module)
        elif names_checkout(entry.data):
            self.findings += _broken(module.shown, module.failure)


class _Accepted:
    """The keys that teams have accepted: each file's are those beside its settings."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._loaded: dict[tuple[str, bool], secrets_baseline.Baseline] = {}

    def by(self, path: str) -> secrets_baseline.Baseline | None:
        """Returns what counts as accepted in a file; None if everything is to be reported."""
        settings = self._scopes.of(path)
        if not settings.ignores:
            return None
        if not settings.baselines:
            return secrets_baseline.Baseline(accepts_live=settings.accepts_live)
        key = settings.root, settings.accepts_live
        if key not in self._loaded:
            self._loaded[key] = secrets_baseline.load(*key)
        return self._loaded[key]

    def accepts(self, literal: KeyLiteral) -> bool:
        """Whether a key is one of the accepted ones."""
        baseline = self.by(literal.place.path)
        return baseline is not None and bool(baseline.hashes) and baseline.accepts(literal.key)

    def lists(self, secret: Occurrence) -> bool:
        """Whether another secret is one of the accepted ones."""
        baseline = self.by(secret.place.path)
        return baseline is not None and bool(baseline.hashes) and baseline.lists(secret.detail)


def _findings_of(facts: Facts, scopes: Scopes, accepted: _Accepted) -> list[Finding]:
    """Returns what the rules find in facts; what a team has accepted is marked."""
    facts.platform_of = lambda place: scopes.of(place.path).platform
    hidden = _taken_out(facts, accepted)
    found = _ask(facts)
    if hidden.keys or hidden.secrets:
        found += [replace(finding, is_accepted=True) for finding in _ask(hidden)]
    return _with_live_keys_marked(found, facts.keys)


def _taken_out(facts: Facts, accepted: _Accepted) -> Facts:
    """Takes the secrets out of facts that a team has accepted; returns them."""
    hidden = Facts(keys=facts.accepted_keys)
    hidden.keys += [literal for literal in facts.keys if accepted.accepts(literal)]
    hidden.secrets = [secret for secret in facts.secrets if accepted.lists(secret)]
    facts.keys = [literal for literal in facts.keys if not accepted.accepts(literal)]
    facts.secrets = [secret for secret in facts.secrets if not accepted.lists(secret)]
    return hidden


def _with_live_keys_marked(findings: list[Finding], keys: list[KeyLiteral]) -> list[Finding]:
    live = {literal.place.spot().location for literal in keys if literal.key.is_certainly_live}
    if not live:
        return findings
    about = {rule.code for rule in RULES if rule.about is About.SECRET}
    return [
        replace(finding, is_live_key=True) if finding.code in about and finding.location in live else finding
        for finding in findings
    ]


def _ask(facts: Facts) -> list[Finding]:
    """Returns what the rules find, each finding once, with the places of all the ways that led to it."""
    found: dict[object, list[Finding]] = {}
    for rule in RULES:
        for finding in rule.check(facts):
            key = (finding.code, finding.location, finding.message if rule.about is About.SECRET else "")
            found.setdefault(key, []).append(finding)
    return list(map(merged, found.values()))


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
