"""What an index holds in memory of the files that it has read."""

from __future__ import annotations

from pathlib import Path

import pytest

from cko_lint.project import index as index_module
from cko_lint.project.index import Index

_HOST = b"URL = 'https://api.checkout.com'\n"


def _held(index: Index) -> dict[str, bool]:
    return {Path(entry.path).name: entry._data is not None for entry in index}


def test_of_many_files_those_are_held_that_concern_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_MOST_HELD", 100)
    (tmp_path / "setup.cfg").touch()
    for number in range(6):
        (tmp_path / f"plain_{number}.py").write_bytes(b"#" * 40)
    (tmp_path / "z_client.py").write_bytes(_HOST)
    index = Index(str(tmp_path))
    assert _held(index) == {f"plain_{number}.py": number < 2 for number in range(6)} | {"z_client.py": True}
    assert len([*index.containing(b"####")]) == 6, "what was given back is read again"
    assert index[str(tmp_path / "plain_5.py")].data == b"#" * 40
