"""From the files of a run to findings: parse, run the engine over the project, gather the facts, ask the rules."""

from __future__ import annotations

import bisect
import gc
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cko_lint.checkout.keys import find_keys
from cko_lint.clients.places import stretch_of
from cko_lint.config import Settings
from cko_lint.excerpts import decode
from cko_lint.facts import Facts, KeyLiteral
from cko_lint.files import Source
from cko_lint.findings import Finding, Location, Position, Severity, merged
from cko_lint.flow.project import Module, Project
from cko_lint.gathering import Gathering
from cko_lint.lines import LINE_END
from cko_lint.logic import conditions, terms
from cko_lint.prefilter import names_checkout
from cko_lint.project.index import Index
from cko_lint.project.roots import project_root
from cko_lint.project.slice import Slice
from cko_lint.rules import RULES
from cko_lint.syntax.source import Undecodable, Unparsable
from cko_lint.texts import baseline, configuration

if TYPE_CHECKING:
    from cko_lint.texts.notebooks import Notebook


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A request that could not be followed, and why."""

    location: Location
    reason: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the analysis of some files yields: every rule's findings, neither silenced nor sorted.

    `contents` are those of all modules that it has run, also of files that it was not given, by their paths in reports.
    """

    findings: list[Finding]
    unresolved: list[Unresolved]
    contents: Mapping[str, bytes]


def analyse(
    code: list[Source],
    settings: Settings,
    texts: Sequence[Source] = (),
    notebooks: Mapping[str, Notebook] | None = None,
    projects: Mapping[str, Index] | None = None,
) -> Analysis:
    """Analyses the projects that files belong to, and texts.

    `projects` are the indexes of all projects that Python files were named of, by their roots: a file that never says
    Checkout.com may be on the way to a finding. `code` is Python that passed the prefilter. Of a notebook, the data of its
    source are the code of its cells; `notebooks` has it by its path.
    """
    notebooks = notebooks or {}
    collecting, limit = gc.isenabled(), sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _DEEP))  # a chain of a thousand `elif` nests as deep
    gc.disable()  # thousands of small nodes that all stay: collecting among them costs a tenth of the run
    findings: list[Finding] = []
    unresolved: list[Unresolved] = []
    contents: dict[str, bytes] = {}
    try:
        accepted = baseline.load(settings.root) if settings.ignores else None
        for root, index in sorted((projects or {}).items()):
            sources = [source for source in code if project_root(os.path.dirname(source.absolute)) == root]
            analysed = _analyse_project(index, sources, settings, notebooks, accepted)
            findings += analysed.findings
            unresolved += analysed.unresolved
            contents |= analysed.contents
        if texts:
            facts = Facts()
            for source in texts:
                configuration.read(source, facts, accepted)
            findings += _told(facts, settings, accepted)
    finally:
        sys.setrecursionlimit(limit)
        if collecting:
            gc.enable()
    return Analysis(findings, unresolved, contents)


def _analyse_project(
    index: Index,
    sources: list[Source],
    settings: Settings,
    notebooks: Mapping[str, Notebook],
    accepted: baseline.Baseline | None,
) -> Analysis:
    """Analyses a project as a whole; `sources` are those of its files whose text is searched for keys."""
    terms.forget_all()
    conditions.forget_all()
    project = Project(index)
    findings: list[Finding] = []
    keys: list[KeyLiteral] = []
    for source in sources:
        module = project.add(source.absolute, source.path)
        if names_checkout(source.data) and module.cannot_be_parsed:
            findings += _broken(source, module.failure)
            continue
        keys += _keys_in(module)
        if source.path in notebooks:
            keys += _keys_printed(module, notebooks[source.path])
    if not index.is_anchored:  # what cells of a notebook have printed may still hold a key
        index.save()
        facts = Facts()
        facts.keys = keys
        return Analysis([*findings, *_told(facts, settings, accepted)], [], {})
    part = Slice(index, project.path_of)
    project.eager = frozenset((*part.files, *part.acting))
    gathering = Gathering(project, part)
    facts = gathering.facts()
    facts.keys = keys + facts.keys
    findings += [_failed(module, error) for module, error in gathering.failures]
    findings += _told(facts, settings, accepted)
    unresolved = [Unresolved(place.spot().location, reason) for place, reason in gathering.unresolved()]
    index.save()
    contents = {module.shown: module.data for module in project.modules.values() if module.frame is not None}
    return Analysis(findings, unresolved, contents)


def _told(facts: Facts, settings: Settings, accepted: baseline.Baseline | None) -> list[Finding]:
    """Returns what the rules find in facts, without the keys that a team has accepted."""
    if accepted is not None and accepted.hashes:
        facts.keys = [literal for literal in facts.keys if not accepted.lists(literal.key.text)]
        facts.secrets = [secret for secret in facts.secrets if not accepted.lists(secret.detail)]
    facts.platform = settings.platform
    return _ask(facts)


_DEEP = 6_000


def _ask(facts: Facts) -> list[Finding]:
    """Returns what the rules find, each finding once, with the places of all the ways that led to it."""
    found: dict[object, Finding] = {}
    for rule in RULES:
        for finding in rule.check(facts):
            key = (finding.code, finding.location, finding.message if finding.code in ("CKO201", "CKO202") else "")
            found[key] = merged(found[key], finding) if key in found else finding
    return list(found.values())


# ------------------------------------------------------------- what is no code


def _broken(source: Source, error: Exception | None) -> Iterator[Finding]:
    if isinstance(error, Unparsable):
        at = Position(error.line, error.column)
        yield Finding(
            "CKO001", "syntax-error", Severity.ERROR, f"this file cannot be parsed: {error.message}",
            "mend it, or exclude it with --extend-exclude", Location(source.path, at, at), (), (error.line, error.line), error.message,
        )  # fmt: skip
    elif isinstance(error, Undecodable):
        at = Position(1, 1)
        yield Finding(
            "CKO003", "unreadable-file", Severity.ERROR, f"this file cannot be decoded: {error}",
            "save it as UTF-8, or declare its encoding in the first line", Location(source.path, at, at), (), (1, 1), str(error),
        )  # fmt: skip


def _failed(module: Module, error: BaseException) -> Finding:
    at = Position(1, 1)
    message = f"cko-lint failed on this file ({type(error).__name__}); the rest of the run is not affected"
    return Finding(
        "CKO004", "analysis-failed", Severity.ERROR, message, "please report it, with the file if you can",
        Location(module.shown, at, at), (), (1, 1), type(error).__name__,
    )  # fmt: skip


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
