"""The hooks, run by the real pre-commit and the real prek in real git repositories.

Both install the program from a repository, so what is in this folder is committed to one first. That needs git, pre-commit or
prek, and a package index for what the program depends on.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, made_up_key

from cko_lint.sources.kinds import TEXT, is_wanted, kind_of

pytestmark = pytest.mark.once

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
BOTH = """\
- id: cko-lint
  exclude: ^legacy/
- id: cko-lint-secrets
"""
RUNNERS = {"pre-commit": "pre_commit", "prek": "prek"}
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
Done = subprocess.CompletedProcess[str]


class Repository:
    """A git repository, with the runner of hooks in this environment."""

    def __init__(self, folder: Path, home: Path, runner: str = "") -> None:
        self.folder = folder
        self.runner = runner
        names = [n for n in os.environ if n.startswith(("GIT_", "PRE_COMMIT", "PREK_", "PYTHONPATH", "SKIP"))]
        self.environment = {name: value for name, value in os.environ.items() if name not in names}
        self.environment |= {"PRE_COMMIT_HOME": str(home), "PREK_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull}
        for person in ("GIT_AUTHOR", "GIT_COMMITTER"):
            self.environment |= {f"{person}_NAME": "Tester", f"{person}_EMAIL": "tester@example.org"}
        self.environment["PIP_NO_COMPILE"] = "1"  # what a hook imports is compiled when it does
        folder.mkdir(exist_ok=True)
        if not (folder / ".git").exists():
            self.run("git", "init", "-q", "-b", "main")

    def run(self, *command: str) -> Done:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=600
        )

    def hook_runner(self, *arguments: str) -> Done:
        return self.run(sys.executable, "-m", RUNNERS[self.runner], *arguments)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def commit(self) -> Done:
        self.run("git", "add", "--all")
        return self.run("git", "commit", "-m", "a change")


class Shop(Repository):
    """A project that has the hooks installed."""

    offered: tuple[str, str]

    def configure(self, hooks: str) -> None:
        """Says which hooks it has."""
        folder, revision = self.offered
        start = f"repos:\n- repo: {folder}\n  rev: {revision}\n  hooks:\n"
        self.write(".pre-commit-config.yaml", start + textwrap.indent(hooks, "  "))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What a runner makes of files and commits is tried with each of them, all else with one, unless all is wanted."""
    if "runner" in metafunc.fixturenames:
        each = metafunc.config.getoption("--thorough") or any(metafunc.definition.iter_markers("each_runner"))
        metafunc.parametrize("runner", list(RUNNERS)[: None if each else 1], indirect=True, scope="module")


@pytest.fixture(scope="module")
def runner(request: pytest.FixtureRequest) -> str:
    """The runners of hooks, each."""
    name = str(request.param)
    if importlib.util.find_spec(RUNNERS[name]) is None:
        pytest.skip(f"{name} is not installed")
    return name


@pytest.fixture(scope="module")
def home(runner: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp(runner)


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A repository that offers the hooks, and its commit."""
    repository = Repository(tmp_path_factory.mktemp("cko-lint"), tmp_path_factory.mktemp("no-hooks"))
    for name in PACKAGED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, repository.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, repository.folder / name)
    assert repository.commit().returncode == 0
    return str(repository.folder), repository.run("git", "rev-parse", "HEAD").stdout.strip()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, home: Path, offered: tuple[str, str], runner: str) -> Shop:
    """A project with both hooks, to be copied; skips where their environment cannot be built."""
    shop = Shop(tmp_path_factory.mktemp("installed"), home, runner)
    shop.offered = offered
    shop.configure(BOTH)
    installed = shop.hook_runner("install", "--install-hooks")
    said = installed.stdout + installed.stderr
    if installed.returncode and ("No matching distribution" in said or "No solution found" in said):
        pytest.skip("the environment of the hooks cannot be built: no package index")
    assert installed.returncode == 0, said
    return shop


@pytest.fixture
def shop(tmp_path: Path, installed: Shop) -> Shop:
    """A project of its own with both hooks."""
    shutil.copytree(installed.folder, tmp_path / "shop")
    shop = Shop(tmp_path / "shop", Path(installed.environment["PREK_HOME"]), installed.runner)
    shop.offered = installed.offered
    return shop


def stopped(shop: Repository) -> str:
    """Returns what a commit says that a hook stops."""
    done = shop.commit()
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout + done.stderr


def passes(shop: Repository) -> str:
    """Returns what a commit says that no hook stops."""
    done = shop.commit()
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


# --------------------------------------------------------------------- the hook for Python


@needs_git
@pytest.mark.each_runner
def test_a_commit_is_stopped_and_then_passes(shop: Shop) -> None:
    shop.write("pay.py", WRONG)
    said = stopped(shop)
    assert "error[CKO101]" in said
    assert "--> pay.py:3:1" in said
    assert shop.run("git", "log").returncode != 0
    shop.write("pay.py", RIGHT)
    assert "Passed" in passes(shop)


@needs_git
@pytest.mark.each_runner
def test_excluded_files_pass(shop: Shop) -> None:
    shop.write("legacy/pay.py", WRONG)
    shop.write("vendored/pay.py", WRONG)
    shop.write("pyproject.toml", '[tool.cko-lint]\nextend-exclude = ["vendored/"]\n')
    passes(shop)


@needs_git
@pytest.mark.each_runner
def test_all_files(shop: Shop) -> None:
    shop.write("right.py", RIGHT)
    shop.write("notes.txt", WRONG)
    shop.write("types.pyi", "API: str  # checkout.com\n")
    passes(shop)
    assert shop.hook_runner("run", "--all-files").returncode == 0
    shop.write("wrong.py", WRONG)
    shop.run("git", "add", "wrong.py")
    everything = shop.hook_runner("run", "--all-files")
    assert everything.returncode == 1
    assert everything.stdout.count("CKO101") == 1
    assert "1 error in 3 files (3 related to Checkout.com)" in everything.stdout


@needs_git
def test_a_commit_without_checkout_passes(shop: Shop) -> None:
    shop.write("a.py", "print(1)\n")
    passes(shop)


@needs_git
@pytest.mark.each_runner
def test_a_notebook_is_checked_by_all_rules(shop: Shop) -> None:
    cell = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
    content = {"metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    shop.configure("- id: cko-lint\n")
    shop.write("refunds of may.ipynb", json.dumps(content | {"cells": [cell | {"source": WRONG}]}))
    assert "--> refunds of may.ipynb:cell 1:3:1" in stopped(shop)
    shop.write("refunds of may.ipynb", json.dumps(content | {"cells": [cell | {"source": RIGHT}]}))
    passes(shop)


@needs_git
@pytest.mark.each_runner
def test_names_with_spaces_and_quotes(shop: Shop) -> None:
    shop.write("the shop's/pay now.py", WRONG)
    shop.write("the shop's/of $HOME.env", f"CKO_SECRET_KEY={made_up_key()}\n")
    said = stopped(shop)
    assert "--> the shop's/pay now.py:3:1" in said
    assert "--> the shop's/of $HOME.env:1:16" in said


# --------------------------------------------------------------------- the hook for configuration files


@needs_git
@pytest.mark.each_runner
def test_a_staged_key_in_a_file_that_has_changed_since(shop: Shop) -> None:
    key = made_up_key()
    shop.write("compose.yml", f"environment:\n  CKO_SECRET_KEY: {key}\n")
    shop.run("git", "add", "--all")
    shop.write("compose.yml", "environment:\n  CKO_SECRET_KEY: ${CKO_SECRET_KEY}\n")
    done = shop.run("git", "commit", "-m", "a change")
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "error[CKO201]" in said
    assert key not in said
    passes(shop)


@needs_git
def test_the_settings_of_the_project_select_the_rules(shop: Shop) -> None:
    shop.write(".env", f"CKO_SECRET_KEY={made_up_key()}\n")
    assert "error[CKO201]" in stopped(shop)
    for setting in ('ignore = ["CKO2"]', 'select = ["CKO3"]'):
        shop.write("cko-lint.toml", f"{setting}\n")
        passes(shop)
        shop.write(".env", f"CKO_SECRET_KEY={made_up_key()}\n")


@needs_git
@pytest.mark.each_runner
def test_arguments_come_on_top_of_the_settings(shop: Shop) -> None:
    shop.write(".env", f"CKO_SECRET_KEY={made_up_key()}\nCKO_SANDBOX_SECRET_KEY={made_up_key('sk_')}\n")
    shop.configure("- id: cko-lint-secrets\n  args: [--ignore, CKO201, --output-format, concise]\n")
    said = stopped(shop)
    assert ".env:2:24: warning: CKO303" in said
    assert "CKO201" not in said
    shop.configure("- id: cko-lint-secrets\n  args: [--select, CKO205]\n")
    passes(shop)


@needs_git
def test_files_that_no_hook_reads_unless_it_is_told_to(shop: Shop) -> None:
    shop.write("notes.txt", f"CKO_SECRET_KEY={made_up_key()}\n")
    shop.write("package-lock.json", json.dumps({"key": made_up_key()}))
    assert passes(shop).count("Skipped") == 1  # the other one has the configuration of the hooks
    shop.configure("- id: cko-lint-secrets\n  files: \\.txt$\n")
    shop.write("notes.txt", f"CKO_SECRET_KEY={made_up_key()}\n")
    assert "--> notes.txt:1:16" in stopped(shop)


@needs_git
@pytest.mark.each_runner
def test_other_files_are_left_to_the_other_hook(shop: Shop) -> None:
    shop.configure("- id: cko-lint-secrets\n  files: ''\n")
    shop.write("pay.py", WRONG)
    shop.write("script", f"#!/usr/bin/env python3\n{WRONG}")
    (shop.folder / "script").chmod(0o755)
    passes(shop)


NAMES = """\
    a.bash a.cfg a.conf a.env a.hcl a.http a.ini a.json a.jsonc a.md a.properties a.rest a.rst a.sh a.tf a.tfvars a.toml
    a.yaml a.yml a.zsh .env .env.production deploy/.env.local deploy/Dockerfile Dockerfile.worker a/b/c.yml
    package-lock.json web/package-lock.json npm-shrinkwrap.json .cko-lint-baseline.json .secrets.baseline composer.lock
    a.txt a.js Makefile LICENSE yml a.yml.j2 a.lock environment my.envrc a.jsonl a.htm deploy.env/readme deploy.yml/a
    """.split()


@pytest.mark.parametrize("name", NAMES)
def test_it_is_started_for_the_files_that_are_read_in_folders(name: str) -> None:
    (pattern,) = [hook["files"] for hook in hooks() if "files" in hook]
    assert (re.search(pattern, name) is not None) == (is_wanted(name) and kind_of(name) == TEXT)


def test_no_hook_selects_rules() -> None:
    assert {hook["entry"] for hook in hooks()} == {"cko-lint check --force-exclude"}


def hooks() -> list[dict[str, str]]:
    """What this repository offers."""
    return yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))  # type: ignore[no-any-return]
