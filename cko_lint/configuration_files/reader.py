"""Texts that carry configuration: the keys and hosts in them, and what the names say that they stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property

from cko_lint.checkout import keys
from cko_lint.checkout.hosts import mentions_host
from cko_lint.checkout.keys import CLIENT_SECRET
from cko_lint.configuration_files.surroundings import Line, lines_with
from cko_lint.evidence.named import environment_of_file, environment_of_name, is_negating
from cko_lint.evidence.named_secrets import CLIENT_ID, is_of_checkout, is_written_out
from cko_lint.evidence.names import kind_of_name, part_of_client, words
from cko_lint.evidence.places import text_place
from cko_lint.facts import GIVEN, Credential, Facts, KeyLiteral, NameConflict, Occurrence, Place, Role
from cko_lint.report.secrets_baseline import Baseline
from cko_lint.sources.lines import excerpt, pieces
from cko_lint.sources.path_roles import is_showing, is_template, is_test
from cko_lint.sources.prefilter import names_checkout
from cko_lint.sources.scan import Source

_PROSE = (".md", ".rst", ".http", ".rest")
# What a job of a CI or a service of compose is called for what it does: `test:` is no environment there.
_TASKS = frozenset({"test", "tests", "testing"})
_TASK_LISTS = (["jobs"], ["services"], ["stages"], ["steps"], ["tasks"])
# Of a key as it is, in base64, percent-encoded; of a host; of a name.
_SIGNS = re.compile(r"k_|c2tf|cGtf|k%5|eckout|[cC][kK][oO]|(?:lient|LIENT)[_-]?(?:[sS]ecret|SECRET)")
_URL = re.compile(r"(?i)(?<![a-z0-9.-])(?:https?://)?[a-z0-9.-]*checkout\.com\b[^\s\"'<>,;)]*")
_KEY_WORDS = re.compile(r"(?:secret|public|api)_key", re.IGNORECASE)
_ENTRY = re.compile(
    r"\s*(?:-\s+)?(?:export\s+|set\s+|ENV\s+|ARG\s+)?[\"']?(?P<name>[A-Za-z_][\w.-]*)[\"']?\s*[:=]\s*"
    r"(?P<quote>[\"']?)(?P<value>[^\"'\s,#$(){}@%/\\|&!*][^\"',#$(){}@%/\\|&!]*?)(?P=quote)\s*,?\s*(?:#.*)?$"
)


def read(source: Source, facts: Facts, accepted: Baseline | None) -> None:
    """Adds what a text holds to the facts.

    Keys that detect-secrets lets pass are left out, unless there is no baseline at all: then nothing may be silenced.
    """
    _Reading(source, facts).run(accepted)


class _Reading:
    """One pass over a text, of which it never holds more than a few lines."""

    def __init__(self, source: Source, facts: Facts) -> None:
        self.source = source
        self.path = source.path
        self.facts = facts
        self.carries = not source.path.endswith(_PROSE)

    def run(self, accepted: Baseline | None) -> None:
        with ExitStack() as stack:
            judge = None
            written: list[KeyLiteral] = []  # on one line, of which there may be several pieces
            for line in lines_with(_SIGNS, pieces(self.source.blocks())):
                written += self._keys(line)
                if not line.piece.is_last or not written:
                    continue
                if accepted is not None:
                    if judge is None:
                        from cko_lint.configuration_files import (
                            scanning,  # it costs as much as twelve starts of the interpreter
                        )

                        judge = stack.enter_context(scanning.engine(self.path, accepted.exclusions))
                    above = line.above[-1] if line.above else ""
                    reported = judge(above, line.piece, [literal.key.text for literal in written])
                    written = [literal for literal in written if self._is_reported(literal, line, reported, accepted)]
                self.facts.keys += written
                written = []

    def _is_reported(self, literal: KeyLiteral, line: Line, reported: frozenset[str], accepted: Baseline) -> bool:
        """Whether a key is to be reported; notes one that a pattern of the team's excludes."""
        if literal.key.text in reported or accepted.refuses(literal.key):
            return True
        if accepted.excludes(self.path, line.text, literal.key.text):
            self.facts.accepted_keys.append(literal)
        return False

    @cached_property
    def _speaks_of_checkout(self) -> bool:
        return any(names_checkout(block) for block in self.source.blocks())

    @cached_property
    def _has_client(self) -> bool:
        """Whether the id of an OAuth client stands in it."""
        return any(CLIENT_ID.search(block.decode("utf-8", "replace")) for block in self.source.blocks())

    def _place(self, line: Line, offset: int, length: int) -> Place:
        piece = line.piece
        source = excerpt(piece.text, offset, length)
        return text_place(self.path, self.source.absolute, piece.number, piece.before + offset + 1, length, source)

    def _keys(self, line: Line) -> Iterator[KeyLiteral]:
        """Yields the keys on a line, and adds to the facts what else there is on it."""
        text, owns = line.text, line.piece.owns
        found = {offset: key for offset, key in keys.find_keys(text) if owns(offset)}
        for offset, key in found.items():
            place = self._place(line, offset, len(key.text))
            yield KeyLiteral(place, key)
            if self.carries:
                self._judge_names(line, offset, place, f"{key.kind} key", key.environment)
        for offset, length, key in keys.find_encoded(text):
            if owns(offset):
                yield KeyLiteral(self._place(line, offset, length), key, "encoded")
        if not self.carries or line.is_comment:
            return
        for match in _URL.finditer(text) if "eckout" in text.lower() else ():
            host = mentions_host(match[0]) if owns(match.start()) else None
            if host is not None and host.known:
                place = self._place(line, match.start(), len(match[0]))
                self._judge_names(line, match.start(), place, "URL", host.environment)
        for offset, value in _values(line, found):
            names = line.names(offset)
            if names and (self._is_ours(names) or (part_of_client(names[-1]) == CLIENT_SECRET and self._has_client)):
                self._see_credential(names[-1], value, self._place(line, offset, len(value)))

    def _judge_names(self, line: Line, offset: int, place: Place, what: str, environment: str) -> None:
        """Adds what stands under a name that says another environment than it is of; the nearest that says one counts."""
        if line.is_remark(offset):
            return
        names = line.names(offset)
        for index in range(len(names) - 1, -1, -1):
            name = names[index]
            is_nearest = index == len(names) - 1
            if name.lower() in _TASKS and not is_nearest and (is_template(self.path) or names[:index] in _TASK_LISTS):
                continue
            says = environment_of_name(name)
            if says is not None:
                if says != environment:
                    self.facts.names.append(NameConflict(place, what, environment, name, says))
                return
            if is_negating(name):
                return
        file = environment_of_file(self.path) if not is_test(self.path) else None
        if file is not None and file[1] != environment:
            self.facts.names.append(NameConflict(place, what, environment, *file, in_path=True))

    def _is_ours(self, names: list[str]) -> bool:
        """Whether names say that a value is for Checkout.com: `checkout` alone may be any shop's, or Stripe's."""
        if is_of_checkout(names):
            return True
        return any("checkout" in words(name) for name in names) and self._speaks_of_checkout

    def _see_credential(self, name: str, value: str, place: Place) -> None:
        kind = kind_of_name(name)
        if kind is not None:
            key = keys.parse_key(value)
            if key is None and keys.is_placeholder(value) and (is_template(self.path) or _is_reference(value)):
                return
            of_kind = key.kind if key is not None else keys.kind_of_prefix(value)
            credential = Credential(GIVEN, text=value, key=key, kind=of_kind, place=place)
            self.facts.configured.append(Role(kind, credential, place))
        elif part_of_client(name) == CLIENT_SECRET and is_written_out(name, value):
            if not (is_template(self.path) or is_showing(self.path) or is_test(self.path)):
                self.facts.secrets.append(Occurrence(place, value))


def _values(line: Line, found: dict[int, keys.Key]) -> Iterator[tuple[int, str]]:
    """Yields the values of a line that may be credentials: the keys, which may end in any sign, or else the one there is."""
    for offset, key in found.items():
        if line.follows_a_name(offset):
            yield offset, key.text
    entry = _ENTRY.match(line.text) if not found and line.is_entry else None
    if entry is not None:
        yield entry.start("value"), entry["value"].strip()


def _is_reference(value: str) -> bool:
    """Whether a value may be the name under which the key is kept elsewhere: `vault_cko_secret_key`, `arn:aws:…`."""
    if ":" in value:
        return True
    return keys.kind_of_prefix(value) is None and not keys.is_placeholder(_KEY_WORDS.sub("", value))
