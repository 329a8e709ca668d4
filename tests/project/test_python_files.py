"""The Python files of a project, and which project a file belongs to."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import pytest
from conftest import Project
from hypothesis import given, settings
from hypothesis import strategies as st

from cko_lint.project import files
from cko_lint.project.files import python_files, stat_of
from cko_lint.project.roots import ROOT_MARKS, project_root


def listed(root: Path) -> list[str]:
    return [path for path, _, _ in python_files(str(root))]


def stats(root: Path) -> dict[str, tuple[int, int, int, int]]:
    return {path: stat for path, stat, _ in python_files(str(root))}


def test_python_files_of_all_folders_with_their_stat(project: Project) -> None:
    root = project({"pyproject.toml": "", "b.py": "1", "a.txt": "", "shop/pay.py": "22", "shop/deep/er/x.py": ""})
    assert listed(root) == ["b.py", "shop/deep/er/x.py", "shop/pay.py"]
    assert stats(root)["shop/pay.py"] == stat_of((root / "shop/pay.py").stat())


@pytest.mark.parametrize(
    "folder", ["node_modules", "__pycache__", "venv", ".venv", ".git", "build", "dist", "x.egg-info", ".cko_lint_cache"]
)
def test_folders_that_tools_make_are_left_out(project: Project, folder: str) -> None:
    assert listed(project({"setup.py": "", f"{folder}/x.py": "", f"a/{folder}/x.py": ""})) == ["setup.py"]


def test_virtual_environments_are_left_out(project: Project) -> None:
    assert listed(project({"tox.ini": "", "environment/pyvenv.cfg": "", "environment/x.py": "", "a.py": ""})) == [
        "a.py"
    ]


@pytest.mark.parametrize("mark", sorted(ROOT_MARKS))
def test_a_project_within_a_project_is_left_out(project: Project, mark: str) -> None:
    root = project({"pyproject.toml": "", "a.py": "", f"inner/{mark}": "", "inner/b.py": "", "inner/c/d.py": ""})
    assert listed(root) == ["a.py"]
    assert "c/d.py" in listed(root / "inner")


def test_a_mark_that_is_a_link_to_nowhere_is_none(project: Project) -> None:
    root = project({"pyproject.toml": "", "inner/b.py": ""})
    (root / "inner/setup.cfg").symlink_to("nowhere")
    assert listed(root) == ["inner/b.py"]
    assert project_root(str(root / "inner")) == str(root)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_what_is_no_regular_file(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = project({"pyproject.toml": "", "a.py": "xyz", "folder.py/b.py": ""})
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "c.py").touch()
    os.mkfifo(root / "pipe.py")
    (root / "nowhere.py").symlink_to("missing")
    (root / "itself.py").symlink_to("itself.py")
    (root / "device.py").symlink_to("/dev/zero")
    (root / "link.py").symlink_to("a.py")
    (root / "linked").symlink_to(elsewhere)
    (root / "linked.py").symlink_to(elsewhere)
    (root / "loop").symlink_to(".")
    assert listed(root) == ["a.py", "folder.py/b.py", "link.py"]
    assert stats(root)["link.py"][0] == 3


def test_names_that_are_no_utf8(project: Project) -> None:
    root = project({"pyproject.toml": ""})
    try:
        Path(os.fsdecode(os.fsencode(root) + b"/\xff.py")).touch()
    except OSError:
        pytest.skip("the file system refuses such names")
    assert listed(root) == ["\udcff.py"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert listed(tmp_path / "missing") == []


def test_of_too_many_files_the_nearest(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 3)
    monkeypatch.setattr(files, "MOST_LOOSE_FILES", 2)
    names = ["a/x/1.py", "b/2.py", "b/3.py", "c.py", "d/4.py"]
    root = project(dict.fromkeys(names, ""))
    assert listed(root) == ["b/2.py", "c.py"]
    (root / ".git").mkdir()
    assert listed(root) == ["b/2.py", "b/3.py", "c.py"]


def test_a_loose_folder_owns_all_that_is_below(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({"a.py": "", "package/__init__.py": "", "scripts/b.py": "", "other/.git/x": "", "other/c.py": ""})
    monkeypatch.chdir("/")
    assert listed(root) == ["a.py", "package/__init__.py", "scripts/b.py"]


NAMES = [
    "a",
    "b",
    "__init__.py",
    "x.py",
    "pyvenv.cfg",
    "build",
    ".git",
    "setup.py",
    "pyproject.toml",
    "requirements.txt",
]
PATHS = st.lists(st.sampled_from(NAMES), min_size=1, max_size=5).map("/".join)


@settings(max_examples=100, deadline=None)
@given(paths=st.lists(PATHS, max_size=12), deep=st.integers(0, 20), marked=st.booleans())
def test_a_file_belongs_to_the_project_that_lists_it_and_to_no_other(paths: list[str], deep: int, marked: bool) -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as after:
        top = Path(os.path.realpath(folder))
        if marked:
            (top / "Pipfile").touch()
        else:  # the working directory is a project where nothing else is
            after.callback(os.chdir, Path.cwd())
            os.chdir(top)
            paths = [path for path in paths if not path.startswith("__init__.py")]
        for path in [*paths, "/".join([*["a"] * deep, "deep.py"])]:
            try:
                (top / path).parent.mkdir(parents=True, exist_ok=True)
                (top / path).touch()
            except OSError:  # a folder in the place of a file, or the other way round
                continue
        everything = [Path(place) / name for place, _, names in os.walk(top) for name in names if name.endswith(".py")]
        owners = {path: project_root(str(path.parent)) for path in everything}
        for root in {str(top), *owners.values()}:
            inside = listed(Path(root))
            assert inside == sorted(inside)
            assert [name for name in inside if owners[Path(root, name)] != root] == []
            missing = [
                path for path, owner in owners.items() if owner == root and str(path.relative_to(root)) not in inside
            ]
            assert [path for path in missing if not _is_left_out(path, Path(root))] == []


def _is_left_out(path: Path, root: Path) -> bool:
    folders = [folder for folder in path.parents if root in folder.parents]
    return any(folder.name in (".git", "build") or (folder / "pyvenv.cfg").exists() for folder in folders)
