"""Nothing that a repository's own configuration names is run, asked or read by `--staged`, `--since` and a plain run."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Project, made_up_key

from cko_lint import cli

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(shutil.which("git") is None or os.name == "nt", reason="needs git and a shell"),
]
RUNS = (["--staged"], ["--since", "HEAD"], ["--since", "HEAD~1", "--staged"], [])


def git(*arguments: str, folder: Path | None = None) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True, cwd=folder, env=environment)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    cli.main(["check", "--no-cache", "--output-format", "concise", *arguments])
    output = capsys.readouterr()
    return [line.split(": ")[0] for line in (output.out + output.err).splitlines()]


class Trap:
    """A program that leaves a mark when it is run."""

    def __init__(self, folder: Path) -> None:
        self.mark = folder / "it was run"
        self.program = folder / "trap"
        self.program.write_text(f'#!/bin/sh\ntouch "{self.mark}"\nexec cat\n')
        self.program.chmod(0o755)

    @property
    def was_run(self) -> bool:
        return self.mark.exists()


@pytest.fixture
def trap(tmp_path_factory: pytest.TempPathFactory) -> Trap:
    return Trap(tmp_path_factory.mktemp("trap"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two commits, and a change of each sort: staged, in the work tree only, untracked."""
    folder = tmp_path_factory.mktemp("made")
    for name in "abc":
        (folder / f"{name}.py").write_text(f"{name.upper()} = 1\n")
    git("init", "--quiet", "--template=", folder=folder)
    for message in ("a", "b"):
        git("add", ".", folder=folder)
        git("commit", "--quiet", "--allow-empty", "--message", message, folder=folder)
    for name in "abd":
        (folder / f"{name}.py").write_text(f"{name.upper()} = '{made_up_key()}'\n")
    git("add", "a.py", folder=folder)
    for name in ("hooks", "info"):
        (folder / ".git" / name).mkdir(exist_ok=True)
    return folder


@pytest.fixture
def repository(made: Path, project: Project) -> Path:
    """A repository of its own that is like it; git would have to compare its files."""
    folder = project({})
    shutil.copytree(made, folder, dirs_exist_ok=True)
    os.utime(folder / "c.py")
    return folder


EXPECTED = {
    "--staged": ["a.py:1:6"],
    "--since HEAD": ["a.py:1:6", "b.py:1:6", "d.py:1:6"],
    "--since HEAD~1 --staged": ["a.py:1:6"],
    "": ["a.py:1:6", "b.py:1:6", "d.py:1:6"],
}


def hook(folder: Path, trap: Trap) -> None:
    shutil.copy(trap.program, folder / ".git/hooks/post-index-change")


def hooks_elsewhere(folder: Path, trap: Trap) -> None:
    (folder / ".git/ours").mkdir()
    shutil.copy(trap.program, folder / ".git/ours/post-index-change")
    git("config", "core.hooksPath", str(folder / ".git/ours"), folder=folder)


def fsmonitor(folder: Path, trap: Trap) -> None:
    git("config", "core.fsmonitor", str(trap.program), folder=folder)


def clean_filter(folder: Path, trap: Trap) -> None:
    (folder / ".git/info/attributes").write_text("*.py filter=a=b\n")
    (folder / ".git/config").open("a").write(f'[filter "a=b"]\nclean = {trap.program}\nsmudge = {trap.program}\n')


def process_filter(folder: Path, trap: Trap) -> None:
    (folder / ".gitattributes").write_text("*.py filter=x\n")
    git("config", "filter.x.process", str(trap.program), folder=folder)
    git("config", "filter.x.required", "true", folder=folder)


def textconv(folder: Path, trap: Trap) -> None:
    (folder / ".gitattributes").write_text("*.py diff=x\n")
    git("config", "diff.x.textconv", str(trap.program), folder=folder)


def external_diff(folder: Path, trap: Trap) -> None:
    (folder / ".gitattributes").write_text("*.py diff=x\n")
    git("config", "diff.x.command", str(trap.program), folder=folder)
    git("config", "diff.external", str(trap.program), folder=folder)


def pager_and_alias(folder: Path, trap: Trap) -> None:
    for key in ("core.pager", "pager.diff", "alias.ls-files", "core.editor", "core.sshCommand"):
        git("config", key, f"!{trap.program}" if key.startswith("alias") else str(trap.program), folder=folder)


HOSTILE = (hook, hooks_elsewhere, fsmonitor, clean_filter, process_filter, textconv, external_diff, pager_and_alias)


@pytest.mark.parametrize("arguments", RUNS, ids=" ".join)
@pytest.mark.parametrize("configure", HOSTILE)
def test_no_program_that_the_repository_names_is_run(
    repository: Path, trap: Trap, configure: object, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    configure(repository, trap)  # type: ignore[operator]
    assert said(capsys, *arguments) == EXPECTED[" ".join(arguments)]
    assert not trap.was_run


@pytest.mark.parametrize("configure", [hook, fsmonitor, clean_filter])
def test_the_traps_work(repository: Path, trap: Trap, configure: object) -> None:
    configure(repository, trap)  # type: ignore[operator]
    subprocess.run(["git", "-C", str(repository), "status"], check=False, capture_output=True)
    assert trap.was_run


@pytest.mark.parametrize("arguments", RUNS[:3], ids=" ".join)
@pytest.mark.parametrize("url", ["ext::{trap}", "{trap}::x", "ssh://localhost/x", "file:///nowhere"])
def test_what_a_partial_clone_lacks_is_not_fetched(
    repository: Path, trap: Trap, url: str, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    git("config", "extensions.partialClone", "origin", folder=repository)
    git("config", "core.repositoryFormatVersion", "1", folder=repository)
    for key, value in (
        ("url", url.format(trap=trap.program)), ("promisor", "true"), ("uploadpack", str(trap.program)),
    ):  # fmt: skip
        git("config", f"remote.origin.{key}", value, folder=repository)
    git("config", "core.sshCommand", str(trap.program), folder=repository)
    git("config", "protocol.ext.allow", "always", folder=repository)
    for folder in (repository / ".git/objects").glob("??"):
        for path in folder.iterdir():
            kind = subprocess.run(["git", "cat-file", "-t", folder.name + path.name], check=False, capture_output=True)
            if kind.stdout == b"blob\n":
                path.unlink()
    said(capsys, *arguments)
    assert not trap.was_run


@pytest.mark.parametrize("arguments", RUNS, ids=" ".join)
@pytest.mark.parametrize("named", ["outside", "above", "absolute"])
def test_the_work_tree_is_the_folder_of_the_repository(
    repository: Path, project: Project, named: str, arguments: list[str], capsys: pytest.CaptureFixture[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    outside = tmp_path_factory.mktemp("outside")
    for name in ("a.py", "b.py", "e.py"):
        (outside / name).write_text(f"\n\nKEY = '{made_up_key()}'\n")
    value = {"outside": os.path.relpath(outside, repository / ".git"), "above": "../..", "absolute": str(outside)}[
        named
    ]
    git("config", "core.worktree", value, folder=repository)
    assert said(capsys, *arguments) == EXPECTED[" ".join(arguments)]


@pytest.mark.parametrize("arguments", RUNS[:3], ids=" ".join)
def test_files_behind_a_link_are_not_read(
    repository: Path, arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    (repository / "inner").mkdir()
    (repository / "inner/x.py").write_text("X = 1\n")
    git("add", "inner", folder=repository)
    shutil.rmtree(repository / "inner")
    outside = tmp_path_factory.mktemp("outside")
    (outside / "x.py").write_text(f"KEY = '{made_up_key()}'\n")
    (repository / "inner").symlink_to(outside)
    assert said(capsys, *arguments) == EXPECTED[" ".join(arguments)]


def test_a_repository_that_is_checked_in_is_none(
    project: Project, trap: Trap, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project({"a.py": f"A = '{made_up_key()}'\n"})
    git("init", "--quiet", folder=folder)
    git("init", "--quiet", "--bare", "bare", folder=folder)
    (folder / "bare/config").open("a").write(f"[core]\nfsmonitor = {trap.program}\nworktree = {folder.parent}\n")
    (folder / "bare/x.py").write_text(f"KEY = '{made_up_key()}'\n")
    assert said(capsys, "bare") == ["bare/x.py:1:8"]
    assert said(capsys) == ["a.py:1:6", "bare/x.py:1:8"]
    assert not trap.was_run


def test_a_linked_work_tree_and_a_submodule(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    linked = tmp_path_factory.mktemp("linked") / "tree"
    git("worktree", "add", "--quiet", str(linked), folder=repository)
    git("-c", "protocol.file.allow=always", "submodule", "add", str(repository), "sub", folder=linked)
    for folder in (linked, linked / "sub"):
        (folder / "b.py").write_text(f"B = '{made_up_key()}'\n")
        git("add", "b.py", folder=folder)
        monkeypatch.chdir(folder)
        assert said(capsys, "--staged") == ["b.py:1:6"]
        assert said(capsys, "--since", "HEAD") == ["b.py:1:6"]
