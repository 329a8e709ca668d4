"""Breaks correct programs, one defect at a time, and requires the finding.

    python tests/mutation/mutants.py [--only WORD] [--operator NAME] [--misses] [--fail-under 0.95]

prints for each operator how many mutants it made, how many of them were found, and what else was reported on them.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import sys
import tempfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[2])]

import operators  # noqa: E402
import programs  # noqa: E402
from operators import BUILDER, HERE, Source  # noqa: E402
from programs import Program  # noqa: E402

from cko_lint import run  # noqa: E402
from cko_lint.config.settings import Settings  # noqa: E402
from cko_lint.findings import Finding  # noqa: E402

PLAIN, DEFAULT_PLATFORM = Settings(cache=False), Settings(platform="default", cache=False)
_SENDS = re.compile(
    r"\.(?:get|post|put|patch|delete|head|request|stream|send|getresponse|urlopen|open)\(|\burlopen\(|\.build\(\)|get_api\("
    r"|\.(?:request_\w+|capture_\w+|refund_\w+|void_\w+|get_\w+|create\w*|update\w*)\("
)
_BUILDS = re.compile(r"\.build\(\)|get_api\(")


@dataclass(frozen=True)
class Mutant:
    """A program with one defect: the finding that it must bring about, and the files one of which must have it."""

    program: Program
    operator: str
    path: str
    line: int
    text: str
    code: str
    expected: frozenset[str]

    @property
    def name(self) -> str:
        return f"{self.program.name}:{self.path}:{self.line} {self.operator}"

    @property
    def files(self) -> dict[str, str]:
        return self.program.files | {self.path: self.text}

    @property
    def settings(self) -> Settings:
        return DEFAULT_PLATFORM if self.operator == "bearer_lost" else PLAIN

    def is_found_in(self, findings: Iterable[Finding]) -> bool:
        return any(f.code == self.code and f.location.path in self.expected for f in findings)


def mutants(program: Program, seed: bool = True) -> Iterator[Mutant]:
    """Yields the mutants of a program, always the same ones."""
    random.seed(zlib.crc32(program.name.encode()))
    yield from _mutants(program, operators.PLAIN)
    if seed:
        literal = seeded(program)
        if literal is not None:
            yield from _mutants(literal, operators.SEEDED)


def seeded(program: Program) -> Program | None:
    """Returns the program with literal keys, or None if the names of its variables do not tell their environment."""
    if (program.name, "seeded") in programs.UNPROVABLE:
        return None
    files = {p: operators.seeded(text) if p.endswith(".py") else text for p, text in program.files.items()}
    return Program(program.name, files) if files != program.files else None


def _mutants(program: Program, chosen: tuple[operators.Operator, ...]) -> Iterator[Mutant]:
    whole = "".join(program.files.values())
    for path, text in program.files.items():
        if not path.endswith(".py"):
            continue
        source = Source(text, whole)
        for operator in chosen:
            if (program.name, operator.__name__) in programs.UNPROVABLE:
                continue
            for change in operator(source):
                line = text.count("\n", 0, change.edits[0].start) + 1
                broken = source.edited(change.edits)
                yield Mutant(
                    program, operator.__name__, path, line, broken, change.code, _expected(program, path, change.where)
                )


def _expected(program: Program, path: str, where: str) -> frozenset[str]:
    if where == HERE:
        return frozenset((path,))
    pattern = re.compile(f"{_SENDS.pattern}|{_BUILDS.pattern}") if where == BUILDER else _SENDS
    modules = {p: text for p, text in program.files.items() if p.endswith(".py")}
    return frozenset(p for p, text in modules.items() if pattern.search(text)) or frozenset(modules)


class Workshop:
    """A folder in which one program after the other is linted."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder).resolve()

    def findings(self, files: dict[str, str], settings: Settings = PLAIN) -> list[Finding]:
        """Returns what a run over a program's files finds."""
        with tempfile.TemporaryDirectory(dir=self.folder) as place:
            for name, text in files.items():
                path = Path(place, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8", newline="")
            with contextlib.chdir(place) if hasattr(contextlib, "chdir") else _chdir(place):
                return list(run.run(["."], settings).report.findings)


@contextlib.contextmanager
def _chdir(place: str) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(place)
    try:
        yield
    finally:
        os.chdir(before)


@dataclass(frozen=True)
class Outcome:
    """What a run over a mutant found, without what the unbroken program has."""

    mutant: Mutant
    found: bool
    beside: tuple[str, ...]


def judge(chosen: Iterable[Mutant]) -> Iterator[Outcome]:
    """Runs the linter on some mutants."""
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(folder)
        for mutant in chosen:
            findings = workshop.findings(mutant.files, mutant.settings)
            beside = {f.code for f in findings} - {mutant.code, "CKO201", "CKO202"}
            yield Outcome(mutant, mutant.is_found_in(findings), tuple(sorted(beside)))


def sample(chosen: Sequence[Program], most: int) -> Iterator[Mutant]:
    """Yields some mutants of some programs: of each operator one in a program, and in at most so many of them."""
    drawn: Counter[str] = Counter()
    for program in random.Random(most).sample(chosen, len(chosen)):
        of_program: set[str] = set()
        for mutant in mutants(program):
            if mutant.operator not in of_program and drawn[mutant.operator] < most:
                of_program.add(mutant.operator)
                drawn[mutant.operator] += 1
                yield mutant


def broken_when_correct(chosen: Iterable[Program]) -> Iterator[str]:
    """Yields what is found in the unbroken programs, and in the seeded ones beside their literal keys."""
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(folder)
        for program in chosen:
            for finding in workshop.findings(program.files):
                yield f"{program.name}:{finding.location.path}:{finding.location.start.line}: {finding.code}"
            literal = seeded(program)
            for finding in workshop.findings(literal.files) if literal is not None else ():
                if finding.code != "CKO201":
                    yield f"{program.name} (seeded):{finding.location.path}:{finding.location.start.line}: {finding.code}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="programs whose name contains this")
    parser.add_argument("--operator", help="one operator")
    parser.add_argument("--misses", action="store_true", help="name each mutant that was not found")
    parser.add_argument("--fail-under", type=float, default=0.0, help="exit 1 below this share of found mutants")
    options = parser.parse_args()
    chosen = [p for p in [*programs.applications(), *programs.silent_cases()] if options.only in p.name]
    wrong = list(broken_when_correct(chosen))
    made = (mutant for program in chosen for mutant in mutants(program))
    outcomes = list(judge(mutant for mutant in made if options.operator in (None, mutant.operator)))
    by_operator: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_operator[outcome.mutant.operator].append(outcome)
    print(f"{'operator':28} {'code':8} {'made':>5} {'found':>6} {'share':>6}  beside")
    for name, made in by_operator.items():
        found = sum(outcome.found for outcome in made)
        codes = "/".join(sorted({outcome.mutant.code[3:] for outcome in made}))
        beside = Counter(code for outcome in made for code in outcome.beside)
        print(f"{name:28} {codes:8} {len(made):5} {found:6} {found / len(made):6.0%}  {_counts(beside)}")
    found, made = sum(outcome.found for outcome in outcomes), len(outcomes)
    share = found / made if made else 1.0
    print(f"{'all':28} {'':8} {made:5} {found:6} {share:6.1%}  in {len(chosen)} programs")
    for line in wrong:
        print(f"wrong: {line}")
    if options.misses:
        for outcome in outcomes:
            if not outcome.found:
                print(
                    f"missed {outcome.mutant.code}: {outcome.mutant.name}  (beside: {', '.join(outcome.beside) or '-'})"
                )
    return int(bool(wrong) or share < options.fail_under)


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{code} {count}" for code, count in sorted(counter.items()))


if __name__ == "__main__":
    sys.exit(main())
