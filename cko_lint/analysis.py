"""From the files of a run to findings: parse, run the engine over the project, gather the facts, ask the rules."""

from __future__ import annotations

import bisect
import gc
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cko_lint.checkout.keys import find_keys
from cko_lint.clients.places import stretch_of
from cko_lint.config import Settings
from cko_lint.facts import Facts, KeyLiteral
from cko_lint.files import Source
from cko_lint.findings import Finding, Location, Position, Severity
from cko_lint.flow.project import Module, Project
from cko_lint.gathering import Gathering
from cko_lint.lines import LINE_END
from cko_lint.logic import conditions, terms
from cko_lint.prefilter import names_checkout
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
    """What the analysis of some files yields: every rule's findings, neither silenced nor sorted."""

    findings: list[Finding]
    unresolved: list[Unresolved]


def analyse(
    code: list[Source],
    settings: Settings,
    texts: Sequence[Source] = (),
    notebooks: Mapping[str, Notebook] | None = None,
    overlay: Mapping[str, bytes] | None = None,
) -> Analysis:
    """Analyses files that passed the prefilter: Python with what it needs of its project, and texts.

    Of a notebook, the data of its source are the code of its cells; `notebooks` has it by its path. `overlay` has contents
    of other files that count instead of those on disk.
    """
    notebooks = notebooks or {}
    terms.forget_all()
    conditions.forget_all()
    project = Project(overlay)
    findings: list[Finding] = []
    modules: list[Module] = []
    keys: list[KeyLiteral] = []
    collecting, limit = gc.isenabled(), sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _DEEP))  # a chain of a thousand `elif` nests as deep
    gc.disable()  # thousands of small nodes that all stay: collecting among them costs a tenth of the run
    try:
        for source in code:
            module = project.add(source.absolute, source.path, source.data)
            if module is not None:
                modules.append(module)
                keys += _keys_in(module)
                if source.path in notebooks:
                    keys += _keys_printed(module, notebooks[source.path])
            else:
                findings += _broken(source, project.failures.get(source.absolute))
        gathering = Gathering(project, modules)
        facts = gathering.facts()
        facts.keys = keys + facts.keys
        accepted = baseline.load(settings.root) if settings.ignores else None
        for source in texts:
            configuration.read(source, facts, accepted)
        if accepted is not None and accepted.hashes:
            facts.keys = [literal for literal in facts.keys if not accepted.lists(literal.key.text)]
            facts.secrets = [secret for secret in facts.secrets if not accepted.lists(secret.detail)]
        facts.platform = settings.platform
        findings += [_failed(module, error) for module, error in gathering.failures]
        findings += _ask(facts)
        unresolved = [Unresolved(place.spot().location, reason) for place, reason in gathering.unresolved()]
    finally:
        sys.setrecursionlimit(limit)
        if collecting:
            gc.enable()
    return Analysis(findings, unresolved)


_DEEP = 6_000


def _ask(facts: Facts) -> list[Finding]:
    """Returns what the rules find, each finding once, however many ways led to it."""
    found: dict[object, Finding] = {}
    for rule in RULES:
        for finding in rule.check(facts):
            key = (finding.code, finding.location, finding.message if finding.code in ("CKO201", "CKO202") else "")
            known = found.get(key)
            if known is None or finding.severity.rank < known.severity.rank:
                found[key] = finding
    return list(found.values())


# ------------------------------------------------------------- what is no code


def _broken(source: Source, error: Exception | None) -> Iterator[Finding]:
    if not names_checkout(source.data):
        return
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
    text = module.parsed.text
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
