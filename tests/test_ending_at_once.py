"""The program ends at once, unless something waits for its end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_START = "import sys; from cko_lint.__main__ import start; sys.argv[1:] = ['rule', 'CKO101']; start()"
_OBSERVED = {
    "a function that is registered for the end": "import atexit; atexit.register(print, 'the end')",
    "a trace function": "import sys; sys.settrace(lambda *_: None)",
    "a profiler": "import sys; sys.setprofile(lambda *_: None)",
    "another thread": "import threading; threading.Thread(target=threading.main_thread().join).start()",
}


def _ends_at_once(before: str, *options: str) -> bool:
    """Whether the program ends without what the interpreter does at its end."""
    watched = "import os, sys\nos._exit = lambda code: sys.exit(print('at once', flush=True))\n"
    done = subprocess.run(
        [sys.executable, *options, "-c", f"{watched}{before}\n{_START}"],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert "CKO101" in done.stdout, "the output is whole"
    return "at once" in done.stdout


def test_the_program_ends_at_once() -> None:
    assert _ends_at_once("")


@pytest.mark.parametrize("before", _OBSERVED.values(), ids=_OBSERVED)
def test_it_waits_for_what_needs_its_end(before: str) -> None:
    assert not _ends_at_once(before)


def test_it_waits_for_somebody_who_looks_at_what_is_left() -> None:
    assert not _ends_at_once("", "-i")


@pytest.mark.skipif(sys.version_info < (3, 12), reason="sys.monitoring is new in 3.12")
def test_it_waits_for_a_tool_that_monitors() -> None:
    assert not _ends_at_once("import sys; sys.monitoring.use_tool_id(1, 'coverage')")


def test_a_profile_is_written(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    command = [sys.executable, "-m", "cProfile", "-o", str(profile), "-m", "cko_lint", "rule", "CKO101"]
    subprocess.run(command, check=True, capture_output=True)
    assert profile.stat().st_size > 0
