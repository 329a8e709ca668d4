"""What is kept of a project as a whole: it is used only while no file of the project has changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Project

from cko_lint.project.index import Index
from cko_lint.project.store import Store

OLD = 10**18
CLIENT = 'URL = "https://api.checkout.com"\n'


def aged(root: Path) -> None:
    """Makes all files so old that no change to them can be missed."""
    for path in root.rglob("*.py"):
        os.utime(path, ns=(OLD, OLD))


def index(root: Path) -> Index:
    return Index(str(root), str(root / "cache"))


@pytest.fixture
def shop(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of three files, of which the state is kept."""
    monkeypatch.setattr("cko_lint.project.store._RACY", -(10**12))  # the change time of a file cannot be set back
    root = project({"pyproject.toml": "", "client.py": CLIENT, "models.py": "X = 1\n", "api/views.py": "Y = 1\n"})
    aged(root)
    first = index(root)
    assert first.is_anchored
    first.save()
    return root


def refuse(_: object) -> None:
    raise AssertionError("the entries were asked for")


def test_an_unchanged_project_is_known_without_its_entries(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = Index(str(shop))
    expected = (fresh.is_anchored, fresh.digest)
    monkeypatch.setattr(Store, "load", refuse)
    kept = index(shop)
    assert (kept.is_anchored, kept.digest) == expected
    assert kept.is_known_unrelated(str(shop / "models.py"))
    assert not kept.is_known_unrelated(str(shop / "client.py"))
    assert not kept.is_known_unrelated(str(shop / "elsewhere.py"))
    kept.save()


CHANGES = {
    "an edit": lambda shop: (shop / "models.py").write_text("X = 2\n"),
    "an edit of the same size": lambda shop: (shop / "client.py").write_text(CLIENT.replace("h", "H", 1)),
    "a new file": lambda shop: (shop / "api" / "new.py").write_text(CLIENT),
    "a deletion": lambda shop: (shop / "client.py").unlink(),
    "a new name": lambda shop: (shop / "client.py").rename(shop / "renamed.py"),
    "two that change places": lambda shop: [
        (shop / "client.py").rename(shop / "third.py"),
        (shop / "models.py").rename(shop / "client.py"),
        (shop / "third.py").rename(shop / "models.py"),
    ],
    "another project in it": lambda shop: (shop / "api" / "setup.py").write_text(""),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_is_seen(shop: Path, change: object) -> None:
    change(shop)  # type: ignore[operator]
    kept, fresh = index(shop), Index(str(shop))
    assert (kept.is_anchored, kept.digest) == (fresh.is_anchored, fresh.digest)
    assert [kept.is_known_unrelated(path) for path in fresh.paths] == [
        fresh.is_known_unrelated(path) for path in fresh.paths
    ]


def test_what_counts_instead_of_the_disk_is_seen(shop: Path) -> None:
    kept = index(shop)
    kept.add(str(shop / "client.py"), b"X = 1\n")
    assert not kept.is_anchored
    kept.save()
    assert index(shop).is_anchored


@pytest.mark.parametrize("damage", [b"", b"\0" * 20, b"x"], ids=["empty", "zeros", "cut"])
def test_a_damaged_state_is_as_good_as_none(shop: Path, damage: bytes) -> None:
    (file,) = (shop / "cache").glob("state-*")
    file.write_bytes(file.read_bytes()[:-5] if damage == b"x" else damage)
    kept = index(shop)
    assert kept.is_anchored
    assert kept.is_known_unrelated(str(shop / "models.py"))


def test_nothing_is_kept_of_what_has_just_been_changed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({"pyproject.toml": "", "client.py": CLIENT})
    index(root).save()
    first = index(root)
    assert first.is_anchored
    first.save()
    monkeypatch.setattr(Store, "load", refuse)
    with pytest.raises(AssertionError):
        print(index(root).is_anchored)
