"""The hook, run by the real pre-commit in a real git repository.

pre-commit installs the program from a repository, so what is in this folder is committed to one first. That needs git,
pre-commit, and a package index for what the program depends on.
"""

from __future__ import annotations

import importlib.util
import os
import random
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGED = ("cko_lint", "pyproject.toml", "LICENSE", "README.md", ".pre-commit-hooks.yaml")
WRONG = """\
import requests

requests.get("https://api.sandbox.checkout.com/payments/pay_1", timeout=10).raise_for_status()
"""
RIGHT = """\
import os

import requests

HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
requests.get("https://api.sandbox.checkout.com/payments/pay_1", headers=HEADERS, timeout=10).raise_for_status()
"""
pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed"),
]
Done = subprocess.CompletedProcess[str]


class Repository:
    """A git repository, with the pre-commit of this environment."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        names = [name for name in os.environ if name.startswith(("GIT_", "PRE_COMMIT", "PYTHONPATH", "SKIP"))]
        self.environment = {name: value for name, value in os.environ.items() if name not in names}
        self.environment |= {"PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull}
        for person in ("GIT_AUTHOR", "GIT_COMMITTER"):
            self.environment |= {f"{person}_NAME": "Tester", f"{person}_EMAIL": "tester@example.org"}
        folder.mkdir(exist_ok=True)
        self.run("git", "init", "-q", "-b", "main")

    def run(self, *command: str) -> Done:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=600
        )

    def pre_commit(self, *arguments: str) -> Done:
        return self.run(sys.executable, "-m", "pre_commit", *arguments)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def commit(self) -> Done:
        self.run("git", "add", "--all")
        return self.run("git", "commit", "-m", "a change")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture(scope="module")
def hook(tmp_path_factory: pytest.TempPathFactory, home: Path) -> tuple[str, str]:
    """A repository that offers the hook, and its commit."""
    repository = Repository(tmp_path_factory.mktemp("cko-lint"), home)
    for name in PACKAGED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, repository.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, repository.folder / name)
    assert repository.commit().returncode == 0
    return str(repository.folder), repository.run("git", "rev-parse", "HEAD").stdout.strip()


@pytest.fixture
def shop(tmp_path: Path, home: Path, hook: tuple[str, str]) -> Repository:
    """A project that has the hook installed; skips where the hook's environment cannot be built."""
    repository = Repository(tmp_path / "shop", home)
    folder, revision = hook
    configuration = f"""\
        repos:
          - repo: {folder}
            rev: {revision}
            hooks:
              - id: cko-lint
                exclude: ^legacy/
              - id: cko-lint-secrets
        """
    repository.write(".pre-commit-config.yaml", textwrap.dedent(configuration))
    installed = repository.pre_commit("install", "--install-hooks")
    if installed.returncode and "No matching distribution" in installed.stdout + installed.stderr:
        pytest.skip("the hook's environment cannot be built: no package index")
    assert installed.returncode == 0, installed.stdout + installed.stderr
    return repository


def test_a_commit_is_stopped_and_then_passes(shop: Repository) -> None:
    shop.write("pay.py", WRONG)
    stopped = shop.commit()
    assert stopped.returncode == 1
    assert "error[CKO101]" in stopped.stderr
    assert "--> pay.py:3:1" in stopped.stderr
    assert shop.run("git", "log").returncode != 0
    shop.write("pay.py", RIGHT)
    passed = shop.commit()
    assert passed.returncode == 0, passed.stderr
    assert "Passed" in passed.stderr


def test_excluded_files_pass(shop: Repository) -> None:
    shop.write("legacy/pay.py", WRONG)
    shop.write("vendored/pay.py", WRONG)
    shop.write("pyproject.toml", '[tool.cko-lint]\nextend-exclude = ["vendored/"]\n')
    passed = shop.commit()
    assert passed.returncode == 0, passed.stderr


def test_all_files(shop: Repository) -> None:
    shop.write("right.py", RIGHT)
    shop.write("notes.txt", WRONG)
    shop.write("types.pyi", "API: str  # checkout.com\n")
    assert shop.commit().returncode == 0
    assert shop.pre_commit("run", "--all-files").returncode == 0
    shop.write("wrong.py", WRONG)
    shop.run("git", "add", "wrong.py")
    everything = shop.pre_commit("run", "--all-files")
    assert everything.returncode == 1
    assert everything.stdout.count("CKO101") == 1
    assert "1 error in 3 files (3 related to Checkout.com)" in everything.stdout


def test_a_commit_without_checkout_passes(shop: Repository) -> None:
    shop.write("a.py", "print(1)\n")
    passed = shop.commit()
    assert passed.returncode == 0, passed.stderr


def test_a_staged_key_in_a_file_that_has_changed_since(shop: Repository) -> None:
    key = "sk_sbox_" + "".join(random.choices("abcdefghijklmnopqrstuvwxyz234567", k=27))
    shop.write("compose.yml", f"environment:\n  CKO_SECRET_KEY: {key}\n")
    shop.run("git", "add", "--all")
    shop.write("compose.yml", "environment:\n  CKO_SECRET_KEY: ${CKO_SECRET_KEY}\n")
    stopped = shop.run("git", "commit", "-m", "a change")
    assert stopped.returncode == 1
    assert "error[CKO201]" in stopped.stderr
    assert key not in stopped.stderr
    passed = shop.commit()
    assert passed.returncode == 0, passed.stderr
