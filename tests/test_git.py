"""`--staged` and `--diff`: what git will commit, and what has been added since a revision."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Project, made_up_key

from cko_lint import cli

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


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
    return [" ".join(line.split()[:2]) for line in (told.out + told.err).splitlines()]


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
    assert check(capsys, "--diff", "HEAD") == ["a.py:4:6: CKO201", "c.py:1:6: CKO201"]
    assert check(capsys, "--diff", "HEAD", "--staged") == ["c.py:1:6: CKO201"]
    assert check(capsys, "--diff", "HEAD", "a.py") == ["a.py:4:6: CKO201"]
    git("commit", "--quiet", "--all", "--message", "b")
    assert check(capsys, "--diff", "HEAD") == []
    assert check(capsys, "--diff", "HEAD~1") == ["a.py:4:6: CKO201", "c.py:1:6: CKO201"]


def test_a_finding_of_several_lines_is_new_if_one_of_them_is(
    repository: Path, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "import requests\n\nrequests.get(\n    'https://api.checkout.com/disputes',\n{}).raise_for_status()\n"
    project({"a.py": text.format("")})
    git("add", ".")
    git("commit", "--quiet", "--message", "a")
    project({"a.py": text.format("    timeout=3,\n")})
    assert check(capsys, "--diff", "HEAD") == ["a.py:3:1: CKO101"]


# ------------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--diff", "nowhere"],
            "cko-lint: 'nowhere' is not a revision of this repository; a shallow clone may lack it (`git fetch --unshallow`)\n",
        ),
        (
            ["--diff", "--output=x"],
            "cko-lint: '--output=x' is not a revision of this repository; a shallow clone may lack it (`git fetch --unshallow`)\n",
        ),
        (["--staged", "missing.py"], "cko-lint: missing.py does not exist\n"),
        (
            ["--staged", "-"],
            "cko-lint: --staged and --diff read files from git and cannot be used with standard input (-)\n",
        ),
    ],
)
def test_what_cannot_be_done(
    arguments: list[str], message: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [f"--diff={arguments[1]}"] if arguments[0] == "--diff" else arguments
    assert cli.main(["check", *given]) == 2
    assert capsys.readouterr().err == message


def test_outside_of_a_repository(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"a.py": "x = 1\n"})
    assert cli.main(["check", "--staged"]) == 2
    assert "cko-lint: --staged and --diff need a git repository: not a git repository" in capsys.readouterr().err


def test_without_git(repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert cli.main(["check", "--staged"]) == 2
    assert (
        capsys.readouterr().err == "cko-lint: cannot run git: No such file or directory; --staged and --diff need it\n"
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
    assert check(capsys, "--diff", "HEAD") == ["a.ipynb:cell 2:1:8:"]


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
    assert check(capsys, "--diff", "theirs") == ["b.py:1:8: CKO201"]
