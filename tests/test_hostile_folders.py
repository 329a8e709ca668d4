"""Nothing of what is checked is imported, whatever it is called."""

from __future__ import annotations

import os
import subprocess
import sys

from conftest import HIT, ROOT, Project

NAMES = ("json", "libcst", "argparse", "pathspec", "yaml", "detect_secrets", "tokenize", "ast", "gc", "re")
TRAP = 'open("run-by-cko-lint", "w").close()\n' + HIT


def test_modules_that_are_called_like_ours_are_not_imported(project: Project) -> None:
    folder = project({f"{name}.py": TRAP for name in NAMES})
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    done = subprocess.run(
        [sys.executable, "-m", "cko_lint", "check", ".", "--no-cache"],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip

    assert not (folder / "run-by-cko-lint").exists(), done.stderr
    assert f"in {len(NAMES)} files ({len(NAMES)} related to Checkout.com)" in done.stdout, done.stderr
