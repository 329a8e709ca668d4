"""Where the cache is, and how it is removed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import HIT, Project

from cko_lint.cli import main
from cko_lint.config import settings as config
from cko_lint.project.cache import MARKERS
from cko_lint.project.files import CACHE_FOLDER
from cko_lint.project.records import Records
from cko_lint.project.store import Store

OLD = (10, 10**18, 10**18, 7)


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CKO_LINT_CACHE_DIR", "CKO_LINT_NO_CACHE"):
        monkeypatch.delenv(name, raising=False)


def filled(folder: Path) -> Path:
    """Puts into a cache folder all that ever stands there."""
    store = Store(str(folder), str(folder.parent))
    store.put("a.py", OLD, bytes(16), b"payload")
    records = Records(str(folder))
    records.put(b"key", b"record")
    assert store.save()
    assert records.save()
    (folder / "results.cko_lint.123-abc.tmp").touch()
    return folder


def test_everything_of_ours_and_the_folder(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"pyproject.toml": "", "shop/a.py": ""})
    folder = filled(root / CACHE_FOLDER)
    assert main(["clean"]) == 0
    assert capsys.readouterr().out == "Removed .cko_lint_cache (5 files)\n"
    assert not folder.exists()
    assert main(["clean", "shop"]) == 0
    assert capsys.readouterr().out == "Nothing to remove: .cko_lint_cache does not exist\n"


def test_what_is_not_ours_stays(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"pyproject.toml": "", "precious": "mine"})
    folder = filled(root / CACHE_FOLDER)
    (folder / "notes.txt").write_text("mine")
    (folder / ".gitignore").write_text("*\n")
    (folder / "link.cko_lint").symlink_to(root / "precious")
    (folder / "folder.cko_lint").mkdir()
    assert main(["clean"]) == 0
    assert capsys.readouterr().out == (
        "Removed 4 files from .cko_lint_cache; kept the folder because it contains other files\n"
    )
    left = sorted(path.name for path in folder.iterdir())
    assert left == [".gitignore", "folder.cko_lint", "link.cko_lint", "notes.txt"]
    assert (root / "precious").read_text() == "mine"


@pytest.mark.parametrize("is_link", [True, False], ids=["a link", "a file"])
def test_a_folder_that_is_none_is_left_alone(
    project: Project, capsys: pytest.CaptureFixture[str], is_link: bool
) -> None:
    root = project({"pyproject.toml": ""})
    elsewhere = filled(root / "elsewhere")
    if is_link:
        (root / CACHE_FOLDER).symlink_to(elsewhere)
    else:
        (root / CACHE_FOLDER).touch()
    before = sorted(root.rglob("*"))
    assert main(["clean"]) == 0
    assert capsys.readouterr().out == "Nothing to remove: .cko_lint_cache is not a folder\n"
    assert sorted(root.rglob("*")) == before


def test_a_path_that_does_not_exist(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    folder = filled(project({"pyproject.toml": ""}) / CACHE_FOLDER)
    assert main(["clean", "missing"]) == 2
    assert capsys.readouterr().err == "cko-lint: missing does not exist\n"
    assert folder.exists()


def test_a_named_folder(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({"cko-lint.toml": 'cache-dir = "kept/here"\n', "shop/a.py": ""})
    folders = [filled(root / name) for name in ("kept/here", "variable", "option", CACHE_FOLDER)]
    assert main(["clean", "shop/a.py"]) == 0
    monkeypatch.setenv("CKO_LINT_CACHE_DIR", "variable")
    monkeypatch.setenv("CKO_LINT_NO_CACHE", "1")  # there is something to remove all the same
    assert main(["clean"]) == 0
    assert main(["clean", "--cache-dir", "option"]) == 0
    assert [folder.exists() for folder in folders] == [False, False, False, True]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may remove everything")
def test_a_folder_that_cannot_be_removed(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    folder = filled(project({"pyproject.toml": ""}) / CACHE_FOLDER)
    folder.chmod(0o500)
    try:
        assert main(["clean"]) == 2
    finally:
        folder.chmod(0o700)
    assert "ermission denied" in capsys.readouterr().err


def test_where_it_is(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({"top/cko-lint.toml": 'cache-dir = "kept"\n', "plain/cko-lint.toml": ""})
    assert config.Settings().cache_folder("/project") == "/project/.cko_lint_cache"
    assert config.load(["plain"]).cache_folder("/project") == str(root / "plain/.cko_lint_cache")
    named = config.load(["top"])
    assert named.cache_folder("/project") == str(root / "top/kept")
    monkeypatch.setenv("CKO_LINT_CACHE_DIR", "variable")
    assert config.with_environment(named).cache_folder("/project") == str(root / "variable")


@pytest.mark.parametrize(("value", "off"), [("", False), ("0", False), ("false", False), ("1", True), ("yes", True)])
def test_done_without(monkeypatch: pytest.MonkeyPatch, value: str, off: bool) -> None:
    monkeypatch.setenv("CKO_LINT_NO_CACHE", value)
    assert (config.with_environment(config.Settings()).cache_folder("/project") is None) is off


@pytest.mark.parametrize("value", ["3", '""', '["a"]', '"a\\u0000b"'])
def test_a_setting_that_is_no_folder(project: Project, capsys: pytest.CaptureFixture[str], value: str) -> None:
    project({"cko-lint.toml": f"cache-dir = {value}\n"})
    assert main(["check", "."]) == 2
    assert "cache-dir must be the path of a file or folder" in capsys.readouterr().err


def test_a_plain_run_may_do_without_and_stays_plain(project: Project) -> None:
    project({"a.py": "print()\n"})
    code = "import sys; from cko_lint.__main__ import main; main(); print('argparse' in sys.modules)"
    for options in (["--no-cache"], ["--no-cache", "--force-exclude"]):
        ended = subprocess.run([sys.executable, "-c", code, "check", *options, "a.py"], capture_output=True, text=True)
        assert ended.stdout.splitlines()[-1] == "False"


def test_the_cache_is_never_scanned(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project({"pyproject.toml": "", f"{CACHE_FOLDER}/a.py": HIT, f"shop/{CACHE_FOLDER}/a.json": HIT})
    assert main(["check", "."]) == 0
    assert "(0 related to Checkout.com)" in capsys.readouterr().out


def test_git_does_not_see_it(project: Project) -> None:
    root = project({"a.py": ""})
    filled(root / CACHE_FOLDER)
    subprocess.run(["git", "init", "-q"], check=True)
    shown = subprocess.run(["git", "status", "--porcelain", "-uall"], capture_output=True, text=True, check=True)
    assert shown.stdout == "?? a.py\n"
    assert sorted(MARKERS) == [".gitignore", "CACHEDIR.TAG"]
