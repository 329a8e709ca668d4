"""Which files a run looks at."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from conftest import HIT, Project

from cko_lint.errors import UsageError
from cko_lint.sources.excludes import DEFAULT_EXCLUDES, Excludes
from cko_lint.sources.scan import Source, scan


def found(*paths: str, excludes: Excludes | None = None, force: bool = False) -> list[str]:
    return [source.path for source in scan(list(paths), excludes or Excludes(), force).sources]


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(params=["in a git repository", "outside"])
def in_git(request: pytest.FixtureRequest, tmp_path: Path) -> bool:
    if request.param == "outside":
        return False
    git(tmp_path, "init", "-q")
    return True


def test_python_files_of_all_folders(project: Project, in_git: bool) -> None:
    project({"a.py": HIT, "b.pyi": HIT, "c.txt": HIT, "shop/pay.py": HIT, "shop/deep/er/x.py": HIT})
    assert found(".") == ["a.py", "b.pyi", "shop/deep/er/x.py", "shop/pay.py"]
    assert found() == found(".")
    assert found("shop") == ["shop/deep/er/x.py", "shop/pay.py"]


def test_the_usual_folders_are_left_out_as_folders_only(project: Project, in_git: bool) -> None:
    project(
        {f"{name}x.py": HIT for name in DEFAULT_EXCLUDES} | {"build.py": HIT, "shop/venv/x.py": HIT, "venv.py": HIT}
    )
    assert found(".") == ["build.py", "venv.py"]


def test_gitignore_is_obeyed(project: Project, in_git: bool) -> None:
    project({
        ".gitignore": "generated/\n*_pb2.py\n/only_here.py\n# comment\n",
        "generated/a.py": HIT,
        "api_pb2.py": HIT,
        "only_here.py": HIT,
        "sub/only_here.py": HIT,
        "sub/.gitignore": "!kept_pb2.py\nlocal.py\n",
        "sub/kept_pb2.py": HIT,
        "sub/local.py": HIT,
        "local.py": HIT,
    })  # fmt: skip
    assert found(".") == ["local.py", "sub/kept_pb2.py", "sub/only_here.py"]
    assert found("sub") == ["sub/kept_pb2.py", "sub/only_here.py"]


def test_an_ignored_folder_that_is_named_is_read(project: Project, in_git: bool) -> None:
    project({".gitignore": "generated/\n", "generated/a.py": HIT})
    assert found("generated") == ["generated/a.py"]


def test_tracked_and_deleted_files(project: Project) -> None:
    folder = project({"a.py": HIT, "b.py": HIT})
    git(folder, "init", "-q")
    git(folder, "add", ".")
    (folder / "b.py").unlink()
    result = scan(["."], Excludes())
    assert ([source.path for source in result.sources], result.count, result.unreadable) == (["a.py"], 1, [])


def test_a_repository_within_a_repository(project: Project) -> None:
    folder = project({"a.py": HIT, "vendor/inner/b.py": HIT})
    git(folder, "init", "-q")
    git(folder / "vendor/inner", "init", "-q")
    git(folder / "vendor/inner", "add", ".")
    git(folder / "vendor/inner", "commit", "-qm", "inner")
    assert found(".") == ["a.py", "vendor/inner/b.py"]


def test_a_submodule_that_was_never_fetched(project: Project) -> None:
    folder = project({"a.py": HIT, ".gitmodules": "", "theirs/b.py": HIT, "theirs/c.txt": HIT})
    git(folder, "init", "-q", ".")
    git(folder, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},theirs")
    assert found(".") == ["a.py", "theirs/b.py"]
    assert found("theirs") == ["theirs/b.py"]
    (folder / "theirs" / "b.py").unlink()
    (folder / "theirs" / "c.txt").unlink()
    assert found(".") == ["a.py"]


def test_the_git_of_a_hook_does_not_mislead(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project({"here/a.py": HIT, "other/b.py": HIT})
    git(folder / "here", "init", "-q")
    git(folder / "other", "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(folder / "other/.git"))
    assert found("here") == ["here/a.py"]


def test_overlapping_paths_count_once(project: Project, in_git: bool) -> None:
    folder = project({"shop/pay.py": HIT})
    result = scan([".", "shop", "shop/pay.py", "./shop/../shop/pay.py", str(folder / "shop")], Excludes())
    assert [source.path for source in result.sources] == ["shop/pay.py"]
    assert result.count == 1


def test_links_and_loops(project: Project, in_git: bool) -> None:
    folder = project({"shop/pay.py": HIT})
    (folder / "shop/loop").symlink_to(folder)
    (folder / "shop/alias.py").symlink_to(folder / "shop/pay.py")
    (folder / "shop/dangling.py").symlink_to(folder / "nowhere.py")
    (folder / "shop/itself.py").symlink_to(folder / "shop/itself.py")
    assert found(".") == ["shop/pay.py"]
    assert found("shop/alias.py", "shop/pay.py") == ["shop/pay.py"]


def test_a_link_to_a_file_elsewhere_is_read(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "pay.py"
    elsewhere.write_text(HIT)
    folder = project({})
    (folder / "linked.py").symlink_to(elsewhere)
    assert found(".") == ["linked.py"]


def test_a_named_link_is_shown_as_it_was_named(project: Project) -> None:
    folder = project({"shop/pay.py": HIT})
    (folder / "alias.py").symlink_to(folder / "shop/pay.py")
    (folder / "linked").symlink_to(folder / "shop")
    assert found("alias.py") == ["alias.py"]
    assert found("linked") == ["linked/pay.py"]


def test_a_pipe_is_not_waited_for(project: Project) -> None:
    folder = project({"a.py": HIT})
    os.mkfifo(folder / "pipe.py")
    assert found(".") == ["a.py"]
    with pytest.raises(UsageError, match=r"pipe\.py is not a regular file or a folder"):
        found("pipe.py")


def test_a_named_file_is_read_whatever_it_is_called(project: Project) -> None:
    project({"script": HIT, "build/x.py": HIT})
    assert found("script", "build/x.py") == ["build/x.py", "script"]


def test_a_named_file_obeys_excludes_if_forced(project: Project) -> None:
    project({"build/x.py": HIT, "tests/x.py": HIT, "shop/pay.py": HIT})
    excludes = Excludes(extra=["tests"])
    assert found("build/x.py", "tests/x.py", "shop/pay.py", excludes=excludes, force=True) == ["shop/pay.py"]


EXCLUDES: dict[str, tuple[list[str], list[str]]] = {
    "a folder": (["tests/"], ["a.py", "shop/pay.py", "tests.py"]),
    "a name": (["tests"], ["a.py", "shop/pay.py", "tests.py"]),
    "a path": (["shop/pay.py"], ["a.py", "shop/tests/x.py", "tests.py", "tests/x.py"]),
    "the top only": (["/tests/"], ["a.py", "shop/pay.py", "shop/tests/x.py", "tests.py"]),
    "a pattern": (["**/x.py"], ["a.py", "shop/pay.py", "tests.py"]),
    "an exception": (["tests/*", "!x.py"], ["a.py", "shop/pay.py", "shop/tests/x.py", "tests.py", "tests/x.py"]),
}


@pytest.mark.parametrize(("patterns", "left"), EXCLUDES.values(), ids=EXCLUDES.keys())
def test_patterns(project: Project, in_git: bool, patterns: list[str], left: list[str]) -> None:
    project(dict.fromkeys(("a.py", "tests.py", "tests/x.py", "shop/pay.py", "shop/tests/x.py"), HIT))
    assert found(".", excludes=Excludes(extra=patterns)) == left


def test_exclude_replaces_the_defaults(project: Project) -> None:
    project({"build/x.py": HIT, "tests/x.py": HIT})
    assert found(".", excludes=Excludes(["tests"])) == ["build/x.py"]


@pytest.mark.parametrize("path", ["nowhere.py", "no/where", "a.py/b.py", "nul\0.py"])
def test_a_path_that_cannot_be(project: Project, path: str) -> None:
    project({"a.py": HIT})
    with pytest.raises(UsageError, match=r"does not exist|cannot read"):
        found("a.py", path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_named(project: Project) -> None:
    folder = project({"a.py": HIT, "b.py": HIT, "locked/c.py": HIT})
    (folder / "b.py").chmod(0)
    (folder / "locked").chmod(0)
    result = scan(["."], Excludes())
    (folder / "locked").chmod(0o700)
    assert sorted(path for path, _ in result.unreadable) == ["b.py", "locked"]


def test_stdin_takes_the_place_of_its_file(project: Project) -> None:
    folder = project({"shop/pay.py": "old = 1\n"})
    stdin = Source("shop/pay.py", str(folder / "shop/pay.py"), HIT.encode())
    result = scan(["-", "shop"], Excludes(), stdin=stdin)
    assert [(source.path, source.data) for source in result.sources] == [("shop/pay.py", HIT.encode())]
    assert result.count == 1


def test_a_file_longer_than_one_block(project: Project) -> None:
    project({"long.py": "#" * 300_000 + "\n" + HIT})
    assert found(".") == ["long.py"]


def test_names_in_any_bytes(project: Project) -> None:
    folder = project({})
    name = os.path.join(os.fsencode(folder), b"p\xff\n.py")
    with open(name, "wb") as file:
        file.write(HIT.encode())
    assert found(".") == ["p\udcff\n.py"]


def test_a_folder_beside_the_working_directory(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project({"shop/pay.py": HIT, "work/x.txt": ""})
    monkeypatch.chdir(folder / "work")
    assert found("../shop") == ["../shop/pay.py"]
    assert found(str(folder / "shop/pay.py")) == ["../shop/pay.py"]


def test_the_folder_above_names_what_is_here_as_reports_do(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project({"shop/api/pay.py": HIT, "shop/here.py": HIT, "shopping/pay.py": HIT, "top.py": HIT})
    monkeypatch.chdir(folder / "shop")
    assert scan([".."], Excludes()).paths == {"api/pay.py", "here.py", "../shopping/pay.py", "../top.py"}
    monkeypatch.chdir(folder / "shop" / "api")
    assert scan(["../.."], Excludes()).paths == {"pay.py", "../here.py", "../../shopping/pay.py", "../../top.py"}
