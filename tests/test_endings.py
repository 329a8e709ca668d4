"""How the command ends when a signal, a reader that leaves, or a full disk ends it: in a sentence, and never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import HIT, ROOT, Project
from started import program

from cko_lint.commands import writing
from cko_lint.project.cache import MARKERS

CLEAN = "import os\n\nprint(os.name)\n"
PROGRAM = [sys.executable, "-m", "cko_lint"]
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    "PYTHONPATH": str(ROOT),
}
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals and devices")
FULL = "cko-lint: cannot write the output: No space left on device\n"
COMMANDS = [
    pytest.param(["check"], id="nothing found"),
    pytest.param(["check", "--no-cache", "--output-format", "json"], id="a report"),
    pytest.param(["check", "--show-settings"], id="settings"),
    pytest.param(["rule", "--all"], id="more than a pipe holds"),
    pytest.param(["check", "--help"], id="help"),
    pytest.param(["--version"], id="version"),
]


def started(arguments: list[str], **streams: object) -> subprocess.Popen[str]:
    return subprocess.Popen([*PROGRAM, *arguments], env=ENVIRONMENT, text=True, **streams)  # type: ignore[call-overload,no-any-return]


@UNIX
@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_reader_that_leaves_early(project: Project, arguments: list[str]) -> None:
    project({"a.py": CLEAN})
    with started(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


@UNIX
@pytest.mark.parametrize("arguments", COMMANDS)
def test_no_room_for_the_output(project: Project, arguments: list[str]) -> None:
    project({"a.py": CLEAN})
    with open("/dev/full", "w") as full, started(arguments, stdout=full, stderr=subprocess.PIPE) as process:
        assert process.communicate()[1] == FULL
    assert process.returncode == 2


@UNIX
@pytest.mark.parametrize("arguments", COMMANDS[:2])
def test_no_standard_output(project: Project, arguments: list[str]) -> None:
    project({"a.py": CLEAN})
    with started(arguments, stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1)) as process:
        assert process.communicate()[1] == "cko-lint: cannot write the output: Bad file descriptor\n"
    assert process.returncode == 2


@UNIX
@pytest.mark.parametrize(
    ("arguments", "code"), [(["check", "-v"], 0), (["check", "nowhere"], 2), (["check", "--add-ignores", "why"], 0)]
)
def test_nobody_reads_the_errors(project: Project, arguments: list[str], code: int) -> None:
    project({"a.py": CLEAN})
    with open("/dev/full", "w") as full, started(arguments, stdout=subprocess.PIPE, stderr=full) as process:
        assert "space" not in process.communicate()[0]
    assert process.returncode == code
    with started(arguments, stdout=subprocess.PIPE, preexec_fn=lambda: os.close(2)) as process:
        assert "cko-lint:" not in process.communicate()[0]
    assert process.returncode == code


SMALLEST_FILES = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))"


@UNIX
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--output", "json=kept"], "--output: cannot write kept: File too large"),
        (["check", "--output-file", "new"], "--output-file: cannot write new: File too large"),
        (["permissions", "--write", "kept"], "--write: cannot write kept: File too large"),
        (["baseline"], "cannot write the baseline .cko-lint-baseline.json: File too large"),
        (["check", "--fix"], "pay.py is left as it is: File too large"),
        (["check", "--add-ignores", "why"], "no comment added to pay.py: File too large"),
    ],
)
def test_no_room_for_a_file_leaves_the_old_one(project: Project, arguments: list[str], said: str) -> None:
    sent = 'import requests\n\nrequests.get("https://api.checkout.com/disputes", timeout=1)  # noqa: CKO501\n'
    before = {"pay.py": sent, "kept": "a file of the user"}
    root = project(before)
    done = subprocess.run([*program(SMALLEST_FILES), *arguments], env=ENVIRONMENT, text=True, capture_output=True)
    assert done.stderr.splitlines()[0] == f"cko-lint: {said}"
    assert done.returncode in (1, 2)
    assert {name: Path(name).read_text() for name in before} == before
    assert {path.name for path in root.rglob("*") if path.is_file()} <= {*before, *MARKERS}


@UNIX
def test_a_report_that_is_no_file_is_written_into(project: Project) -> None:
    project({"a.py": CLEAN})
    os.mkfifo("pipe")
    with started(["check", "--output", "json=pipe"], stdout=subprocess.DEVNULL) as process:
        assert json.loads(Path("pipe").read_text())["summary"]["errors"] == 0
    assert Path("pipe").is_fifo()
    with started(["check", "--output-file", "/dev/stdout"], stdout=subprocess.PIPE) as process:
        assert process.communicate()[0] == "No findings in 1 file (0 related to Checkout.com)\n"


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("/dev/null", True),
        ("/dev/stdout", True),
        ("/dev/fd/1", True),
        ("/proc/self/fd/1", True),
        ("/dev/shm/report", False),
        ("report", False),
    ],
)
@UNIX
def test_which_reports_are_no_files_that_could_be_replaced(name: str, is_one: bool) -> None:
    assert writing._is_device(name) is is_one


# ------------------------------------------------------------------------------------------------------- signals

WAITING = """
import sys, time
from cko_lint import plain
from cko_lint.__main__ import main

def wait(*_):
    print("ready", flush=True)
    time.sleep(60)

{what}
sys.exit(main())
"""
IN_A_RUN = "plain.run = wait"
WRITING_THE_CACHE = "from cko_lint.project import cache\nplain.run = lambda _: cache.write('kept', 'a', '', wait)"
REPLACING_A_FILE = """
from cko_lint.sources import rewriting
rewriting._copy_rights = wait
plain.run = lambda _: rewriting.replace_file("pay.py", b"half")
"""


def _heed_all() -> None:
    """What a shell starts in the background has its interrupts ignored, and hands that down."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def ended_by(number: int, what: str, prepare: Callable[[], None] = _heed_all) -> tuple[int, str]:
    """Returns the exit code of a program that gets a signal while it does something, and what it says."""
    command = [sys.executable, "-c", WAITING.format(what=what)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=ENVIRONMENT, text=True, preexec_fn=prepare, **streams) as process:  # noqa: PLW1509 no threads in here
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(number)
        _, errors = process.communicate(timeout=30)
    return process.returncode, errors


@UNIX
@pytest.mark.parametrize("what", [IN_A_RUN, WRITING_THE_CACHE, REPLACING_A_FILE])
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SIGINT", (130, "")),
        ("SIGTERM", (143, "cko-lint: terminated by signal 15\n")),
        ("SIGHUP", (129, "cko-lint: terminated by signal 1\n")),
    ],
)
def test_a_signal_leaves_nothing_behind(project: Project, what: str, name: str, expected: tuple[int, str]) -> None:
    root = project({"pay.py": HIT})
    assert ended_by(getattr(signal, name), what) == expected
    assert {path.name for path in root.rglob("*") if path.is_file()} <= {"pay.py", *MARKERS}
    assert Path("pay.py").read_text() == HIT


@UNIX
def test_a_signal_that_is_ignored_stays_ignored(project: Project) -> None:
    project({})
    quick = IN_A_RUN.replace("wait", "lambda _: wait() or 0") + "\ntime.sleep = lambda _: sys.stdin.read()"

    def ignore() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as `nohup` does
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

    assert ended_by(signal.SIGHUP, quick, ignore) == (0, "")


@UNIX
def test_the_end_does_not_wait_for_a_reader(project: Project) -> None:
    project({})
    blocked = "def write(_):\n    print('ready', file=sys.stderr)\n    print('x' * 1_000_000)\nplain.run = write"
    command = [sys.executable, "-c", WAITING.format(what=blocked)]
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.3)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 143


@UNIX
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_language_server_does_not_wait_for_its_editor(project: Project, name: str) -> None:
    pytest.importorskip("pygls")
    project({})
    asked = (
        b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}'
    )
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([*PROGRAM, "server"], env=ENVIRONMENT, preexec_fn=_heed_all, **streams) as process:  # noqa: PLW1509
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(asked), asked))
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"Content-")
        process.send_signal(getattr(signal, name))
        assert process.wait(20) == -getattr(signal, name)


@UNIX
@pytest.mark.parametrize("arguments", [["check", "-"], ["key", "-"]])
def test_no_standard_input(project: Project, arguments: list[str]) -> None:
    project({})
    with started(arguments, stderr=subprocess.PIPE, preexec_fn=lambda: os.close(0)) as process:
        assert process.communicate()[1] == "cko-lint: standard input is closed\n"
    assert process.returncode == 2


@UNIX
@pytest.mark.parametrize("arguments", [["check"], ["baseline"], ["inventory"], ["clean"]])
def test_a_folder_that_is_gone(project: Project, arguments: list[str]) -> None:
    root = project({})
    os.mkdir(root / "gone")
    gone = f"cd {root / 'gone'}; rmdir {root / 'gone'}; exec {' '.join([*PROGRAM, *arguments])}"
    done = subprocess.run(["sh", "-c", gone], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    assert (done.returncode, done.stderr) == (2, "cko-lint: current folder: No such file or directory\n")
