"""With the cache, `check` prints what it prints without, whatever has happened to the project and to the cache.

`python tests/fuzzing/walks.py FIRST COUNT` does the same for as many projects as one likes.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT
from fuzzing.project_files import CONTENTS
from fuzzing.walks import Walk, walk

SEEDS = (1000, 2059)  # that were once got wrong


@pytest.mark.parametrize("seed", SEEDS)
def test_a_project_that_changes_in_random_order(seed: int, tmp_path: Path) -> None:
    codes, found = walk(tmp_path, seed, 4)
    assert found == [], f"the seed is {seed}"
    assert codes.total() == 4


def started(folder: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "cko_lint", "check", "--output-format", "json", ".", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_two_runs_at_once_and_one_that_is_killed(tmp_path: Path) -> None:
    made = Walk(tmp_path, 7)
    for name in sorted(CONTENTS)[::3]:
        made.write(name)
    (made.folder / "cko-lint.toml").unlink(missing_ok=True)
    runs = [started(made.folder) for _ in range(3)]
    time.sleep(0.3 + random.random())
    runs[0].kill()
    said = [run.communicate() for run in runs]
    fresh = started(made.folder, "--no-cache").communicate()
    assert said[1] == said[2] == started(made.folder).communicate() == fresh
    assert '"diagnostics"' in fresh[0], fresh
