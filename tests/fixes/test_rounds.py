"""Fixes are applied in rounds, and only those stay that do what they promise."""

from __future__ import annotations

from collections.abc import Mapping

from conftest import finding

from cko_lint.findings import Change, Edit, Finding, Fix, Location, Position, Remedy
from cko_lint.fixes.rounds import Candidate, Judged, Outcome, Rounds

TEXT = "aaa bbb ccc"


def fix(start: int, end: int, text: str, path: str = "pay.py") -> Fix:
    return Fix((Edit(Location(path, Position(1, start), Position(1, end)), text),), safe=True)


class World:
    """Files in which each three small letters are a finding that capitals fix."""

    def __init__(self, fixes: Mapping[str, str] | None = None) -> None:
        self.fixes = fixes or {}
        self.seen: list[str] = []

    def run(self, text: str = TEXT) -> tuple[str, Outcome]:
        rounds = Rounds(lambda path: text.encode(), self.judge)
        outcome = rounds.run(self.judged(text))
        return outcome.contents.get("pay.py", text.encode()).decode(), outcome

    def judge(self, contents: Mapping[str, bytes]) -> Judged:
        text = contents["pay.py"].decode()
        self.seen.append(text)
        return self.judged(text)

    def judged(self, text: str) -> Judged:
        found: list[Candidate] = []
        findings: list[Finding] = []
        for at, word in self.words(text):
            one = finding(column=at + 1, code=f"CKO{ord(word[0])}", subject=word, remedies=(REMEDY,))
            findings.append(one)
            if word in self.fixes or not self.fixes:
                found.append(Candidate(one, fix(at + 1, at + 4, self.fixes.get(word, word.upper()))))
        return Judged(findings, found)

    def words(self, text: str) -> list[tuple[int, str]]:
        return [(at, text[at : at + 3]) for at in range(0, len(text), 4) if text[at : at + 3].islower()]


REMEDY = Remedy(Change.SEND_FORM, True, ())


def test_fixes_that_are_apart_take_one_round() -> None:
    world = World()

    text, outcome = world.run()

    assert text == "AAA BBB CCC"
    assert len(outcome.fixed) == 3
    assert world.seen == ["AAA BBB CCC"]


def test_a_fix_that_leaves_its_finding_is_refused_and_the_others_stay() -> None:
    text, outcome = World({"aaa": "AAA", "bbb": "bbb", "ccc": "CCC"}).run()

    assert text == "AAA bbb CCC"
    assert [found.subject for found in outcome.fixed] == ["aaa", "ccc"]
    assert [found.subject for found in outcome.refused] == ["bbb"]


def test_a_fix_that_causes_another_finding_is_refused() -> None:
    text, outcome = World({"aaa": "xxx", "bbb": "BBB"}).run()

    assert text == "aaa BBB ccc"
    assert [found.subject for found in outcome.refused] == ["aaa"]


def test_a_fix_that_breaks_the_syntax_is_refused() -> None:
    text, outcome = World({"aaa": "A(A"}).run("aaa")

    assert text == "aaa"
    assert [found.subject for found in outcome.refused] == ["aaa"]


def test_fixes_that_overlap_take_two_rounds() -> None:
    class Overlapping(World):
        def judged(self, text: str) -> Judged:
            judged = super().judged(text)
            return Judged(judged.findings, [self.wider(candidate, text) for candidate in judged.candidates])

        def wider(self, candidate: Candidate, text: str) -> Candidate:
            """A fix that writes the whole line anew."""
            at = candidate.finding.location.start.column - 1
            return Candidate(
                candidate.finding, fix(1, len(text) + 1, text[:at] + text[at : at + 3].upper() + text[at + 3 :])
            )

    world = Overlapping()

    assert world.run()[0] == "AAA BBB CCC"
    assert world.seen == ["AAA bbb ccc", "AAA BBB ccc", "AAA BBB CCC"]


def test_one_edit_may_fix_several_findings() -> None:
    class Same(World):
        def judged(self, text: str) -> Judged:
            judged = super().judged(text)
            return Judged(
                judged.findings, [Candidate(c.finding, fix(1, len(text) + 1, "AAA BBB CCC")) for c in judged.candidates]
            )

    text, outcome = Same().run()

    assert text == "AAA BBB CCC"
    assert len(outcome.fixed) == 3
