"""`--staged` and `--since`: what git will commit, and what has been added since a revision."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Project, made_up_key, place_and_code

from cko_lint import cli

pytestmark = [pytest.mark.once, pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")]


def git(*arguments: str, folder: Path | None = None) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True, cwd=folder, env=environment)


@pytest.fixture
def repository(project: Project) -> Path:
    folder = project({"README": ""})
    git("init", "--quiet", folder=folder)
    return folder


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    cli.main(["check", "--output-format", "concise", *arguments])
    told = capsys.readouterr()
    return [place_and_code(line) for line in (told.out + told.err).splitlines()]


def key_in(name: str, project: Project) -> str:
    key = made_up_key()
    project({name: f"KEY = '{key}'\n"})
    return key


# ------------------------------------------------------------------------ staged


def test_a_staged_key_that_the_work_tree_no_longer_has(
    repository: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    key_in("a.py", project)
    project({".env": f"CKO_SECRET_KEY={made_up_key()}\n"})
    git("add", "a.py", ".env")
    project({"a.py": "KEY = None\n", ".env": "CKO_SECRET_KEY=\n"})
    assert check(capsys) == []
    assert check(capsys, "--staged") == [".env:1:16: CKO201", "a.py:1:8: CKO201"]
    assert check(capsys, "--staged", "a.py") == ["a.py:1:8: CKO201"]


def test_a_key_that_is_not_staged_is_not_committed(
    repository: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project({"a.py": "KEY = None  # of checkout.com\n"})
    git("add", "a.py")
    key_in("a.py", project)
    key_in("new.py", project)
    assert check(capsys, "--staged") == []


def test_only_what_has_changed_is_staged(
    repository: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.py", "b.py", "gone.py", "folder/c.py"):
        key_in(name, project)
    git("add", ".")
    git("commit", "--quiet", "--message", "a")
    assert check(capsys, "--staged") == []
    (repository / "gone.py").unlink()
    key_in("b.py", project)
    key_in("folder/c.py", project)
    git("add", "--all", ".")
    assert check(capsys, "--staged") == ["b.py:1:8: CKO201", "folder/c.py:1:8: CKO201"]
    assert check(capsys, "--staged", "folder") == ["folder/c.py:1:8: CKO201"]


def test_what_a_staged_file_imports_is_what_is_staged(
    repository: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    client = (
        "import requests\nfrom settings import KEY, URL\n\n\ndef f():\n"
        "    r = requests.get(URL + '/payments/1', headers={'Authorization': f'Bearer {KEY}'})\n    r.raise_for_status()\n"
    )
    project({"settings.py": "KEY = ''\nURL = 'https://api.checkout.com'\n", "client.py": client})
    git("add", ".")
    project({"settings.py": "import os\nKEY = os.environ['K']\nURL = 'https://api.checkout.com'\n"})
    assert check(capsys) == []
    assert check(capsys, "--staged") == ["client.py:6:9: CKO103"]


def test_excludes_links_and_files_of_no_kind(
    repository: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("build/a.py", "b.py", "c.txt"):
        key_in(name, project)
    (repository / "d.py").symlink_to("b.py")
    git("add", "--force", ".")
    assert check(capsys, "--staged") == ["b.py:1:8: CKO201"]
    assert check(capsys, "--staged", "c.txt", "build/a.py") == ["build/a.py:1:8: CKO201", "c.txt:1:8: CKO201"]
    assert check(capsys, "--staged", "build/a.py", "--force-exclude") == []


def test_names_that_git_would_quote(repository: Path, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("é b.py", ":(top)x.py", "a*.py"):
        key_in(name, project)
    git("add", ".")
    assert len(check(capsys, "--staged")) == 3


# -------------------------------------------------------------------------- diff


def test_only_lines_that_were_added(repository: Path, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = made_up_key(), made_up_key()
    project({"a.py": f"A = '{old}'\n\nB = 1\n", "same.py": f"A = '{old}'\n"})
    git("add", ".")
    git("commit", "--quiet", "--message", "a")
    project({"a.py": f"A = '{old}'\n\nB = 1\nC = '{new}'\n", "c.py": f"A = '{old}'\n"})
    git("add", "c.py")
    project({"untracked.py": f"A = '{new}'\n", "ignored.py": f"A = '{new}'\n", ".gitignore": "ignored.py\n"})
    assert check(capsys, "--since", "HEAD") == ["a.py:4:6: CKO201", "c.py:1:6: CKO201", "untracked.py:1:6: CKO201"]
    assert check(capsys, "--since", "HEAD", "--staged") == ["c.py:1:6: CKO201"]
    (repository / "untracked.py").unlink()
    assert check(capsys, "--since", "HEAD", "a.py") == ["a.py:4:6: CKO201"]
    git("commit", "--quiet", "--all", "--message", "b")
    assert check(capsys, "--since", "HEAD") == []
    assert check(capsys, "--since", "HEAD~1") == ["a.py:4:6: CKO201", "c.py:1:6: CKO201"]


def test_a_finding_of_several_lines_is_new_if_one_of_them_is(
    repository: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "import requests\n\nrequests.get(\n    'https://api.checkout.com/disputes',\n{}).raise_for_status()\n"
    project({"a.py": text.format("")})
    git("add", ".")
    git("commit", "--quiet", "--message", "a")
    project({"a.py": text.format("    timeout=3,\n")})
    assert check(capsys, "--since", "HEAD") == ["a.py:3:1: CKO101"]


# ------------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--since", "nowhere"],
            "cko-lint: --since: 'nowhere' is not a revision of this repository\n",
        ),
        (
            ["--since", "--output=x"],
            "cko-lint: --since: '--output=x' is not a revision of this repository\n",
        ),
        (["--staged", "missing.py"], "cko-lint: missing.py does not exist\n"),
        (
            ["--staged", "-"],
            "cko-lint: --staged and --since read files from git and cannot be used with standard input (-)\n",
        ),
    ],
)
def test_what_cannot_be_done(
    arguments: list[str], message: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [f"--since={arguments[1]}"] if arguments[0] == "--since" else arguments
    assert cli.main(["check", *given]) == 2
    assert capsys.readouterr().err == message


def test_outside_of_a_repository(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"a.py": "x = 1\n"})
    assert cli.main(["check", "--staged"]) == 2
    assert (
        "cko-lint: --staged and --since need a git repository, and the current folder is in none"
        in capsys.readouterr().err
    )


def test_without_git(repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert cli.main(["check", "--staged"]) == 2
    assert (
        capsys.readouterr().err == "cko-lint: cannot run git: No such file or directory; --staged and --since need it\n"
    )


def test_a_large_text_is_read_from_the_index_in_blocks(
    repository: Path, project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cko_lint.sources.git.LARGE", 100)
    project({"a.env": "A=1\n" * 100 + f"CKO_SECRET_KEY={made_up_key()}\n", "b.env": "B=1\n" * 100})
    git("add", ".")
    project({"a.env": "", "b.env": f"CKO_SECRET_KEY={made_up_key()}\n"})
    assert check(capsys, "--staged") == ["a.env:101:16: CKO201"]
    assert cli.main(["check", "--staged"]) == 1
    assert "101 | CKO_SECRET_KEY=" in capsys.readouterr().out


def test_a_key_that_was_added_to_a_notebook(
    repository: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    cell = '{"cell_type": "code", "metadata": {}, "outputs": [], "source": ["%s"]}'
    notebook = '{"nbformat": 4, "metadata": {}, "cells": [\n%s\n]}\n'
    project({"a.ipynb": notebook % (cell % "x = 1")})
    git("add", ".")
    git("commit", "--quiet", "--message", "a")
    project({"a.ipynb": notebook % ",\n".join([cell % "x = 1", cell % f"key = '{made_up_key()}'"])})
    assert check(capsys, "--since", "HEAD") == ["a.ipynb:cell 2:1:8:"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_to_folders_are_no_submodules(
    repository: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    key_in("a.py", project)
    project({".gitmodules": ""})
    (repository / "loop").symlink_to(".")
    git("add", ".")
    assert check(capsys) == ["a.py:1:8: CKO201"]


def test_what_another_branch_has_removed_since_is_not_new(
    repository: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    key_in("a.py", project)
    git("add", ".")
    git("commit", "--quiet", "--message", "a")
    git("branch", "mine")
    project({"a.py": "KEY = None\n"})
    git("commit", "--quiet", "--all", "--message", "b")
    git("tag", "theirs")
    git("checkout", "--quiet", "mine")
    key_in("b.py", project)
    git("add", ".")
    assert check(capsys, "--since", "theirs") == ["b.py:1:8: CKO201"]


def test_a_renamed_file_is_not_new(repository: Path, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = made_up_key(), made_up_key()
    lines = [f"A = '{old}'", *(f"x{number} = {number}" for number in range(20))]
    project({"a.py": "\n".join(lines)})
    git("add", ".")
    git("commit", "--quiet", "--message", "a")
    git("mv", "a.py", "b.py")
    project({"b.py": "\n".join([*lines, f"B = '{new}'"])})
    assert check(capsys, "--since", "HEAD") == ["b.py:22:6: CKO201"]
    git("add", ".")
    assert check(capsys, "--since", "HEAD", "--staged") == ["b.py:22:6: CKO201"]


def test_line_ends_that_git_changes_are_not_new(
    repository: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    git("config", "core.autocrlf", "true")
    key_in("a.py", project)
    git("add", ".")
    git("commit", "--quiet", "--message", "a")
    (repository / "a.py").write_bytes((repository / "a.py").read_bytes().replace(b"\n", b"\r\n") + b"B = 1\r\n")
    assert check(capsys, "--since", "HEAD") == []


# -------------------------------------------------------------------------- hooks


@pytest.mark.skipif(sys.platform == "win32", reason="the hook is a shell script")
def test_a_hook_sees_what_will_be_committed(repository: Path, project: Project) -> None:
    project({"a.py": "A = 1\n", "folder/b.py": "B = 1\n"})
    git("add", ".")
    git("commit", "--quiet", "--message", "a")
    hook = repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nPYTHONPATH='{ROOT}' exec '{sys.executable}' -m cko_lint check --staged --quiet\n")
    hook.chmod(0o755)
    key_in("a.py", project)
    project({"folder/b.py": "B = 2\n"})
    assert not commits("--all")
    assert commits("folder/b.py")
    git("add", "a.py")
    assert not commits(folder=repository / "folder")
    git("worktree", "add", "--quiet", "../linked", "HEAD")
    linked = repository.parent / "linked"
    (linked / "a.py").write_text(f"A = '{made_up_key()}'\n")
    assert not commits("--all", folder=linked)


def commits(*arguments: str, folder: Path | None = None) -> bool:
    try:
        git("commit", "--quiet", "--message", "b", *arguments, folder=folder)
    except subprocess.CalledProcessError:
        return False
    return True


# ------------------------------------------------------------------- shallow clones


@pytest.fixture
def clone(
    repository: Path, project: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A clone with one commit of the branch `mine`, which has parted from `main` two commits ago."""
    git("checkout", "--quiet", "-b", "main")
    key_in("a.py", project)
    for message in ("a", "b"):
        git("add", ".")
        git("commit", "--quiet", "--allow-empty", "--message", message)
    git("checkout", "--quiet", "-b", "mine")
    for name in ("b.py", "c.py"):
        key_in(name, project)
        git("add", ".")
        git("commit", "--quiet", "--message", name)
    folder = tmp_path_factory.mktemp("clone")
    git("clone", "--quiet", "--depth", "1", "--branch", "mine", f"file://{repository}", ".", folder=folder)
    monkeypatch.chdir(folder)
    return folder


def said_to_run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    """Returns what is wrong, and the command that is said to help."""
    assert cli.main(["check", *arguments]) == 2
    said = capsys.readouterr().err
    return said, said.split("`")[1]


def test_a_shallow_clone_says_which_fetch_it_needs(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said, command = said_to_run(capsys, "--since", "main")
    assert said.startswith(
        "cko-lint: --since: 'main' is not a revision of this repository: it is shallow; run `git fetch --unshallow "
    )
    assert said.endswith("`; then name a branch as origin/BRANCH\n")
    subprocess.run(command, shell=True, check=True, capture_output=True)
    assert check(capsys, "--since", "origin/main") == ["b.py:1:8: CKO201", "c.py:1:8: CKO201"]


def test_a_shallow_clone_without_the_common_commit(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git("fetch", "--quiet", "--depth", "1", "origin", "main:refs/remotes/origin/main", folder=clone)
    said, command = said_to_run(capsys, "--since", "origin/main")
    assert "this clone lacks the commit where its history parted from 'origin/main': it is shallow; run `git" in said
    assert said.endswith("`\n")
    subprocess.run(command, shell=True, check=True, capture_output=True)
    assert check(capsys, "--since", "origin/main") == ["b.py:1:8: CKO201", "c.py:1:8: CKO201"]


def test_a_shallow_clone_of_a_commit_that_is_on_no_branch(
    repository: Path, clone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git("update-ref", "refs/pull/1/merge", "mine", folder=repository)
    git("checkout", "--quiet", "main", folder=repository)
    git("branch", "-D", "mine", folder=repository)
    git("fetch", "--quiet", "--depth", "1", "origin", "refs/pull/1/merge", folder=clone)
    git("checkout", "--quiet", "--detach", "FETCH_HEAD", folder=clone)
    _, command = said_to_run(capsys, "--since", "origin/main")
    subprocess.run(command, shell=True, check=True, capture_output=True)
    assert check(capsys, "--since", "origin/main") == ["b.py:1:8: CKO201", "c.py:1:8: CKO201"]


def test_a_partial_clone_says_which_fetch_it_needs(
    repository: Path, project: Project, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    key_in("a.py", project)
    git("add", ".")
    git("commit", "--quiet", "--message", "a")
    project({"a.py": (repository / "a.py").read_text() + f"B = '{made_up_key()}'\n"})
    git("commit", "--quiet", "--all", "--message", "b")
    git("config", "uploadpack.allowFilter", "true")
    folder = tmp_path_factory.mktemp("clone")
    git("clone", "--quiet", "--filter=blob:none", f"file://{repository}", ".", folder=folder)
    monkeypatch.chdir(folder)
    said, command = said_to_run(capsys, "--since", "HEAD~1")
    assert said.startswith("cko-lint: --since: this partial clone lacks what a.py was at 'HEAD~1'; run `git fetch")
    subprocess.run(command, shell=True, check=True, capture_output=True)
    assert check(capsys, "--since", "HEAD~1") == ["a.py:2:6: CKO201"]
