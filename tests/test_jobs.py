"""Several projects of one run: any number of processes yields the same, whatever becomes of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT
from started import program

from cko_lint import cli
from cko_lint.analysis import workers

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
SENT = 'import requests\n\n\ndef ask(id):\n    requests.get(f"https://api.checkout.com/{path}/{{id}}", timeout=1)\n'
DYING = "import os, pickle, signal, sys\npickle.load(sys.stdin.buffer)\npickle.load(sys.stdin.buffer)\n"


@pytest.fixture
def monorepo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three projects: two with a request, and an application whose parts are in several files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CKO_LINT_NO_CACHE", raising=False)
    for name, path in (("disputes", "disputes"), ("payouts", "payments")):
        write(tmp_path / name / "pay.py", SENT.replace("{path}", path))
        write(tmp_path / name / "use.py", "from pay import ask\n\n\ndef f():\n    return ask('x')\n")
    application = next(path for path in sorted((ROOT / "tests/applications").iterdir()) if path.is_dir())
    shutil.copytree(application, tmp_path / "application", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("disputes", "payouts", "application"):
        write(tmp_path / folder / "setup.cfg", "")
    write(tmp_path / "disputes/cko-lint.toml", "ignore = ['CKO402']\nurl-variables = ['PAY_URL']\n")
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = cli.main(arguments)
    return code, *capsys.readouterr()


def counting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many projects workers have done, for each run that had some."""
    counts: list[int] = []
    original = workers.done_ahead

    def done_ahead(*arguments: object) -> object:
        found = original(*arguments)  # type: ignore[arg-type]
        counts.append(len(found))
        return found

    monkeypatch.setattr(workers, "done_ahead", done_ahead)
    return counts


def baseline() -> str:
    return "".join(path.read_text() for path in sorted(Path().rglob(".cko-lint-baseline.json")))


# --------------------------------------------------------------------------------------------------- the same result


@pytest.mark.parametrize(
    ("arguments", "jobs"),
    [
        ("check --output-format json --show-unresolved", "4"),
        ("check --cache-dir shared --output-format sarif", "2"),
        ("inventory --no-cache --output-format json", "3"),
        ("baseline", "2"),
    ],
)
def test_any_number_of_jobs_prints_the_same(
    monorepo: Path,
    arguments: str,
    jobs: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(ROOT / "examples", "examples", ignore=shutil.ignore_patterns(".cko_lint_cache"))
    write(monorepo / "examples/setup.cfg", "")
    counts, outcomes = counting(monkeypatch), []
    for number in ("1", jobs):
        for cache in (*monorepo.rglob(".cko_lint_cache"), monorepo / "shared"):
            shutil.rmtree(cache, ignore_errors=True)
        Path(".cko-lint-baseline.json").unlink(missing_ok=True)
        outcomes.append((*run([*arguments.split(), "--jobs", number], capsys), baseline()))
    assert "disputes/pay.py" in str(outcomes[0])
    assert outcomes[1] == outcomes[0]
    assert counts == [4]


def test_fixes_are_the_same(monorepo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(monorepo, monorepo.parent / "other")
    one = run(["check", "--fix", "--jobs", "1"], capsys)
    os.chdir(monorepo.parent / "other")
    assert run(["check", "--fix", "--jobs", "3"], capsys) == one
    for path in monorepo.rglob("*.py"):
        assert (monorepo.parent / "other" / path.relative_to(monorepo)).read_bytes() == path.read_bytes()


def test_standard_input_counts_instead_of_its_file(monorepo: Path) -> None:
    def printed(jobs: str) -> tuple[str, str]:
        command = [
            *program(),
            "check",
            "-",
            ".",
            "--stdin-filename",
            "payouts/use.py",
            "--no-cache",
        ]
        text = "from pay import ask\nprint(ask('x').status_code)\n" + SENT.replace("{path}", "transfers")
        done = subprocess.run(
            [*command, "--jobs", jobs], input=text, capture_output=True, text=True, check=False, env=ENVIRONMENT
        )
        return done.stdout, done.stderr

    assert "transfers" in printed("1")[0]
    assert printed("1") == printed("2")


def test_what_workers_find_is_kept(
    monorepo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    os.remove("disputes/cko-lint.toml")  # what a project adds to the words for Checkout.com's is a cache of its own
    counts = counting(monkeypatch)
    first = run(["check", "--cache-dir", "shared", "--jobs", "2"], capsys)
    monkeypatch.setattr("cko_lint.analysis.analysis.analyse_project", None)  # nothing is left to analyse
    assert run(["check", "--cache-dir", "shared", "--jobs", "2"], capsys) == first
    assert counts == [3]
    assert len(list(Path("shared").glob("index-*"))) == 3


# ------------------------------------------------------------------------------------------- workers that do not work


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(DYING + "os.kill(os.getpid(), signal.SIGKILL)", id="killed", marks=UNIX),
        pytest.param(DYING + "pickle.dump(None, sys.stdout.buffer)", id="fails, and ends"),
        pytest.param(DYING + "sys.stdout.buffer.write(pickle.dumps([1] * 9)[:-3])", id="dies while it answers"),
        pytest.param("import os, sys\nos.close(0)\nsys.stdout.write('no pickle')", id="answers nonsense"),
    ],
)
def test_what_a_worker_leaves_is_done_by_the_run(
    monorepo: Path, program: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run(["check", "--no-cache", "--jobs", "1"], capsys)
    monkeypatch.setattr(workers, "_PROGRAM", program)
    counts = counting(monkeypatch)
    assert run(["check", "--no-cache", "--jobs", "3"], capsys) == expected
    assert counts == [0]


def test_no_process_can_be_started(
    monorepo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise RuntimeError("can't start new thread")

    expected = run(["check", "--no-cache", "--jobs", "1"], capsys)
    with monkeypatch.context() as context:
        context.setattr(sys, "executable", "/nowhere/python")
        assert run(["check", "--no-cache", "--jobs", "3"], capsys) == expected
    monkeypatch.setattr("threading.Thread.start", refuse)
    assert run(["check", "--no-cache", "--jobs", "3"], capsys) == expected


def test_an_analysis_that_fails_is_said_once(
    monorepo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        workers, "_PROGRAM", workers._PROGRAM.replace("workers.serve()", "workers.Index = None\nworkers.serve()")
    )
    counts = counting(monkeypatch)
    assert run(["check", "--no-cache", "--jobs", "2"], capsys)[0] == 1
    assert counts == [0]


@UNIX
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_no_worker_outlives_a_run_that_is_ended(monorepo: Path, name: str, code: int) -> None:
    hanging = DYING + "open(f'{os.getpid()}.started', 'w').close()\nimport time\ntime.sleep(60)"
    program = f"from cko_lint.analysis import workers\nworkers._PROGRAM = {hanging!r}\n"
    program += "import sys\nfrom cko_lint.__main__ import main\nsys.exit(main())"
    command = [sys.executable, "-c", program, "check", "--no-cache", "--jobs", "2"]
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # which a job in the background ignores
    with subprocess.Popen(
        command,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=heeding,  # noqa: PLW1509 no threads in here
    ) as process:
        ends = time.monotonic() + 30
        while len(started := list(monorepo.glob("*.started"))) < 2 and time.monotonic() < ends:
            time.sleep(0.05)
        process.send_signal(getattr(signal, name))
        assert process.wait(60) == code
    assert len(started) == 2
    for path in started:
        with pytest.raises(ProcessLookupError):
            os.kill(int(path.stem), 0)


def test_a_worker_imports_nothing_from_the_folder_it_runs_in(
    monorepo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pickle", "signal", "json", "libcst", "cko_lint", "sitecustomize", "usercustomize"):
        write(monorepo / f"{name}.py", f"open({str(monorepo / 'imported')!r}, 'w')\n")
    counts = counting(monkeypatch)
    run(["check", "--no-cache", "--jobs", "2", "payouts", "disputes"], capsys)
    assert counts == [2]
    assert not Path("imported").exists()


# ----------------------------------------------------------------------------------------------------------- how many


@pytest.mark.parametrize(
    ("sizes", "jobs", "expected"),
    [
        ([500], None, 0),
        ([100, 99], None, 0),
        ([100, 100], None, 2),
        ([100, 100, 100, 100], None, 3),
        ([1, 1, 1], 2, 2),
        ([1, 1], 9, 2),
        ([500, 500], 1, 0),
    ],
)
def test_how_many_workers_there_are(
    sizes: list[int], jobs: int | None, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: 3)
    assert workers.workers_for(sizes, jobs) == expected


def test_one_processor_needs_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_processors", lambda: 1)
    assert workers.workers_for([500, 500], None) == 0


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "1.5", ""])
def test_jobs_that_are_no_number(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["check", f"--jobs={jobs}"])
    assert f"argument --jobs: {jobs!r} is not a number from 1 on" in capsys.readouterr().err


def test_one_project_starts_nothing(monorepo: Path) -> None:
    code = (
        "import sys\nfrom cko_lint.__main__ import main\nsys.argv[1:] = ['check', 'payouts', '--jobs', '4']\nmain()\n"
        "print('cko_lint.analysis.workers' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    assert done.stderr == "False\n"
