"""What several tests need: projects in their own folder, made-up keys, and an engine that finds what it is told."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import textwrap
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from started import program

from cko_lint.findings import Finding, Location, Position, Related, Severity
from cko_lint.project.index import Index
from cko_lint.sources.scan import Source

ROOT = Path(__file__).parent.parent
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
SLOW = (
    "test_pre_commit.py",
    "test_robustness.py",
    "test_mutation.py",
    "test_jobs.py",
    "test_large_texts.py",
    "test_site.py",
)
HIT = 'API = "https://api.sandbox.checkout.com"\n'

for _variable in ("CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION", "FORCE_HYPERLINK"):
    os.environ.pop(_variable, None)  # what is printed depends on whether a pipeline prints it

# Hundreds of tests start the program: whoever lets Python write no bytecode would have all of it compiled each time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def _has_room(memory: str) -> bool:
    """Whether a folder is one in memory in which programs may be run, and has room for what a run leaves there for a while."""
    try:
        found = os.statvfs(memory)
    except (OSError, AttributeError):  # there are no such folders here
        return False
    return (
        os.access(memory, os.W_OK)
        and not found.f_flag & os.ST_NOEXEC
        and found.f_bavail * found.f_frsize > 4_000_000_000
    )


if "TMPDIR" not in os.environ and _has_room("/dev/shm"):
    # A run writes tens of thousands of small files and soon removes them: on a disk, a tenth of all its time.
    os.environ["TMPDIR"] = "/dev/shm"
    tempfile.tempdir = None

Project = Callable[[Mapping[str, str | bytes]], Path]


def made_up_key(prefix: str = "sk_sbox_", chance: random.Random | None = None) -> str:
    """A key of the default platform that nobody was ever given; the same one from the same state of `chance`."""
    return prefix + "".join((chance or random).choices(ALPHABET, k=27))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        help="write what is printed now to tests/snapshots/, and compare nothing",
    )
    parser.addoption(
        "--thorough",
        action="store_true",
        help="take all examples that tests make up, as `.ci/run` does, and not only a part of them",
    )


def finding(
    path: str = "pay.py",
    line: int = 1,
    column: int = 1,
    end: tuple[int, int] | None = None,
    code: str = "CKO101",
    **other: object,
) -> Finding:
    """A finding with everything that a test does not care about filled in."""
    last, stop = end or (line, column + 1)
    values: dict[str, object] = {
        "code": code,
        "name": "missing-authorization",
        "severity": Severity.ERROR,
        "message": "this request has no credential",
        "help": "send one",
        "location": Location(path, Position(line, column), Position(last, stop)),
        "statement": (line, last),
        "subject": "requests.get(API)",
    }
    return Finding(**(values | other))  # type: ignore[arg-type]


def related(message: str, path: str, line: int, column: int, stop: int) -> Related:
    """A related place on one line."""
    return Related(message, Location(path, Position(line, column), Position(line, stop)))


def place_and_code(line: str) -> str:
    """`path:line:column: CODE` of a line of the format `concise`; of another line, its first two words."""
    words = line.split()
    return " ".join([words[0], words[2]] if words[1:2] and words[1] in ("error:", "warning:", "note:") else words[:2])


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether all examples are wanted; a test that makes up hundreds of one kind may else take a part of them."""
    return bool(request.config.getoption("--thorough"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Writes files into a folder of their own and goes there."""
    monkeypatch.chdir(tmp_path)

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else textwrap.dedent(content).encode())
        return tmp_path

    return write


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts first what takes longest: else all wait for it in the end, or what its tests share is made more than once."""
    places = {name: place for place, name in enumerate(SLOW)}
    items.sort(key=lambda item: places.get(item.path.name, len(SLOW)))


@dataclass
class Engine:
    """Stands for the analysis: finds what it is told, and remembers what it was asked."""

    findings: list[Finding] = field(default_factory=list)
    unresolved: list[object] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    depends_on: dict[str, str] = field(default_factory=dict)
    lasting: bool = False
    failed: tuple[str, ...] = ()
    rows: tuple[object, ...] = ()
    explanations: tuple[object, ...] = ()
    sources: dict[str, bytes] = field(default_factory=dict)
    error: Exception | None = None

    def analyse_project(self, index: Index, *_: object) -> Engine:
        """Takes the place of `cko_lint.analysis.analysis.analyse_project`."""
        self.sources |= {os.path.relpath(entry.path, index.root): entry.data for entry in index if entry.concerns}
        if self.error is not None:
            raise self.error
        return self

    def analyse_texts(self, texts: list[Source], _: object) -> list[Finding]:
        """Takes the place of `cko_lint.analysis.texts.analyse_texts`."""
        self.sources |= {source.path: source.data for source in texts}
        return self.findings


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Puts an engine in place that finds nothing until it is told."""
    made = Engine()
    module = types.ModuleType("cko_lint.analysis.analysis")
    module.analyse_project = made.analyse_project  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cko_lint.analysis.analysis", module)
    texts = types.ModuleType("cko_lint.analysis.texts")
    texts.analyse_texts = made.analyse_texts  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "cko_lint.analysis.texts", texts)
    return made


@pytest.fixture
def command() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the program as a user does, in the current directory."""

    def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*program(), *arguments],
            input=stdin,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            timeout=120,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
