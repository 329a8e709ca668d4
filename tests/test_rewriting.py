"""How a file is changed in place: whole or not at all, and nothing about it that was not meant."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cko_lint.sources.rewriting import CannotRewrite, file_text, replace_file

KEPT = {
    "utf-8": ("pay.py", "x = 'é'\n".encode()),
    "with a byte order mark": ("pay.py", b"\xef\xbb\xbfx = 1\n"),
    "Windows line ends": ("pay.py", b"x = 1\r\ny = 2\r\n"),
    "mixed line ends": ("pay.py", b"x = 1\r\ny = 2\nz = 3\r"),
    "no line end at the end": ("pay.py", b"x = 1"),
    "a declared encoding": ("pay.py", "# coding: latin-1\nx = 'é'\n".encode("latin-1")),
    "a declared encoding of Russia": ("pay.py", "# -*- coding: cp1251 -*-\nx = 'да'\n".encode("cp1251")),
    "UTF-16 of Windows": (".env", b"\xff\xfe" + "KEY=é\r\n".encode("utf-16-le")),
    "UTF-16 with the big end first": (".env", b"\xfe\xff" + "KEY=é\n".encode("utf-16-be")),
    "bytes of no encoding": ("app.properties", b"name = caf\xe9\n"),
    "a form feed": ("pay.py", b"x = 1\x0c\ny = 2\n"),
}


@pytest.mark.parametrize(("path", "data"), KEPT.values(), ids=KEPT.keys())
def test_a_text_is_written_back_byte_by_byte(path: str, data: bytes) -> None:
    found = file_text(path, data)
    assert found.encoded(found.text) == data
    longer = found.encoded(found.text + "# new")
    assert longer.startswith(data)
    assert file_text(path, longer).text == found.text + "# new"


@pytest.mark.parametrize("data", [b"x = '\xe9'\n", b"# coding: nonsense\n", b"# coding: hex\n"])
def test_python_that_cannot_be_decoded_is_refused(data: bytes) -> None:
    with pytest.raises(CannotRewrite, match="cannot be decoded"):
        file_text("pay.py", data)


def test_a_character_that_the_encoding_does_not_have() -> None:
    found = file_text("pay.py", b"# coding: ascii\nx = 1\n")
    with pytest.raises(CannotRewrite, match="ascii has no 'é'"):
        found.encoded(found.text + "# é")


@pytest.mark.parametrize(
    ("text", "end"), [("a\r\nb\r\nc\n", "\r\n"), ("a\nb", "\n"), ("a\rb\r", "\r"), ("a", "\n"), ("a\nb\r\n", "\n")]
)
def test_the_line_end_of_most_lines(text: str, end: str) -> None:
    assert file_text(".env", text.encode()).line_end == end


@pytest.mark.parametrize("mode", [0o644, 0o755, 0o600, 0o640])
def test_the_mode_stays(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "pay.py"
    path.write_bytes(b"old")
    path.chmod(mode)
    replace_file(str(path), b"new", b"old")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert os.listdir(tmp_path) == ["pay.py"]


def test_a_new_file_obeys_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        replace_file(str(tmp_path / "new.json"), b"{}")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "pay.py").write_bytes(b"old")
    (tmp_path / "link.py").symlink_to("real/pay.py")
    replace_file(str(tmp_path / "link.py"), b"new", b"old")
    assert (tmp_path / "link.py").is_symlink()
    assert (tmp_path / "real" / "pay.py").read_bytes() == b"new"


def test_a_file_that_has_changed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "pay.py"
    path.write_bytes(b"edited")
    with pytest.raises(CannotRewrite, match="changed since it was read"):
        replace_file(str(path), b"new", b"old")
    assert path.read_bytes() == b"edited"
    assert os.listdir(tmp_path) == ["pay.py"]


def test_a_file_that_is_gone_does_not_come_back(tmp_path: Path) -> None:
    with pytest.raises(CannotRewrite, match="changed since it was read"):
        replace_file(str(tmp_path / "pay.py"), b"new", b"old")
    assert os.listdir(tmp_path) == []


def test_no_room_to_write(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as caught:
        replace_file(str(tmp_path / "missing" / "pay.py"), b"new")
    assert caught.value.filename == str(tmp_path / "missing" / "pay.py")


def test_a_failure_on_the_way_leaves_the_old_content_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pay.py"
    path.write_bytes(b"old")

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(OSError, match="No space left"):
        replace_file(str(path), b"new", b"old")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["pay.py"]
