"""One command, run once: its seconds, its memory, its exit code, and the codes it reported."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
_LAUNCHER = str(Path(__file__).with_name("launcher.py"))
_REPORTED = re.compile(r"^(?:error|warning|note)\[(CKO\d{3})\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command came to.

    `seconds` are those of the clock on the wall, `cpu` those of the processor, its children's included. `memory` is in
    megabytes, the most that it or any one of its children held. A run that was killed because it took too long has no
    exit code.
    """

    seconds: float
    cpu: float
    memory: float
    exit_code: int | None
    codes: Counter[str] = field(default_factory=Counter)
    complaint: str = ""

    @property
    def was_killed(self) -> bool:
        """Whether it took longer than it may."""
        return self.exit_code is None

    def failing(self, expected: Counter[str] | None = None) -> str:
        """Returns what is wrong with it, if it failed or reported other codes than those expected; not that it was slow."""
        if self.was_killed:
            return ""
        if self.exit_code not in (0, 1):
            return (self.complaint.strip().splitlines() or [f"exit code {self.exit_code}"])[-1]
        if expected is not None and self.codes != expected:
            return f"expected {listed(expected) or 'none'}"
        return ""


def linter(source: Path, *arguments: str) -> list[str]:
    """Returns the command that runs the program in a folder, started as its console script starts it."""
    start = f"import sys; sys.path[0] = {str(source)!r}; from cko_lint.__main__ import start; sys.exit(start())"
    return [sys.executable, "-c", start, *arguments]


def run(command: Sequence[str], folder: Path, seconds: float) -> Run:
    """Runs a command in a folder; it is killed with its children after so many seconds."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as used:
        done = subprocess.run(
            [sys.executable, "-S", _LAUNCHER, used.name, str(seconds), *command],
            cwd=folder,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
        codes = Counter(_REPORTED.findall(done.stdout.decode("utf-8", "replace")))
        return Run(**json.load(used), codes=codes, complaint=done.stderr.decode("utf-8", "replace"))


def start_of_python(folder: Path) -> Run:
    """Runs `python -c pass`, the unit of all tables."""
    return run([sys.executable, "-c", "pass"], folder, 60)


def listed(codes: Mapping[str, int]) -> str:
    """Returns codes and how often each is there."""
    return ", ".join(f"{code} × {count}" if count > 1 else code for code, count in sorted(codes.items()))


def shortened(value: float) -> str:
    """Returns a number with as many digits as say something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
