"""What is kept between runs: it is what was saved, or nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cko_lint.project import cache
from cko_lint.project import store as store_module
from cko_lint.project.files import stat_of
from cko_lint.project.records import MOST, Records
from cko_lint.project.store import Store, digest_of

Stat = tuple[int, int, int, int]
OLD: Stat = (10, 10**18, 10**18, 7)
ROOT = Path(__file__).parent.parent.parent


def loaded(folder: Path, schema: str = "") -> Store:
    store = Store(str(folder / "cache"), str(folder), schema)
    store.load()
    return store


def saved(folder: Path, count: int = 3) -> Path:
    """Saves some entries; returns the file they are in."""
    store = loaded(folder)
    for number in range(count):
        store.put(f"{number}.py", OLD, digest_of(b"%d" % number), b"payload %d" % number)
    assert store.save()
    (file,) = (folder / "cache").glob("index-*.cko_lint")
    return file


def kept(store: Store) -> int:
    return sum(store.get(f"{number}.py", OLD) == b"payload %d" % number for number in range(10))


def test_what_was_saved_is_there_again(tmp_path: Path) -> None:
    store = loaded(tmp_path)
    names = ["a.py", "sub/ä.py", "\udcff.py", "line\nbreak.py"]
    for name in names:
        store.put(name, OLD, digest_of(name.encode("utf-8", "surrogatepass")), name.encode("utf-8", "replace"))
    store.put("empty.py", OLD, digest_of(b""), b"")
    assert store.save()
    again = loaded(tmp_path)
    assert [again.get(name, OLD) for name in names] == [name.encode("utf-8", "replace") for name in names]
    assert again.get("empty.py", OLD) == b""
    assert len(again) == 5


def test_a_store_of_nothing(tmp_path: Path) -> None:
    store = loaded(tmp_path)
    assert store.save()
    assert not (tmp_path / "cache").exists()
    saved(tmp_path)
    store = loaded(tmp_path)
    store.forget_others([])
    assert store.save()
    assert len(loaded(tmp_path)) == 0


@pytest.mark.parametrize("field", range(4))
def test_whatever_of_the_stat_has_changed_is_noticed(tmp_path: Path, field: int) -> None:
    saved(tmp_path)
    changed = [*OLD]
    changed[field] += 1
    store = loaded(tmp_path)
    assert store.get("0.py", tuple(changed)) is None  # type: ignore[arg-type]
    assert store.get_by_digest("0.py", digest_of(b"0")) == b"payload 0"
    assert store.get_by_digest("0.py", digest_of(b"1")) is None


def test_a_payload_belongs_to_its_path(tmp_path: Path) -> None:
    saved(tmp_path)
    assert loaded(tmp_path).get_by_digest("renamed.py", digest_of(b"0")) is None


@pytest.mark.parametrize("field", [1, 2], ids=["content", "entry"])
def test_what_has_just_changed_is_not_recognized_by_its_stat(tmp_path: Path, field: int) -> None:
    recent = [*OLD]
    recent[field] = time.time_ns() - 1_000_000_000
    stat: Stat = tuple(recent)  # type: ignore[assignment]
    store = loaded(tmp_path)
    store.put("a.py", stat, digest_of(b""), b"payload")
    assert store.get("a.py", stat) is None
    store.save()
    again = loaded(tmp_path)
    assert again.get("a.py", stat) is None
    assert again.get_by_digest("a.py", digest_of(b"")) == b"payload"


def test_after_a_while_what_had_just_changed_is_recognized(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time_ns()
    recent: Stat = (1, now, now, 1)
    store = loaded(tmp_path)
    store.put("a.py", recent, digest_of(b""), b"payload")
    store.save()
    assert loaded(tmp_path).get("a.py", recent) is None
    monkeypatch.setattr(store_module, "_RACY", 1_000_000)
    time.sleep(0.1)
    later = loaded(tmp_path)
    assert later.get_by_digest("a.py", digest_of(b""), recent) == b"payload"
    later.save()
    assert loaded(tmp_path).get("a.py", recent) == b"payload"


def test_looking_at_what_is_still_too_recent_writes_nothing(tmp_path: Path) -> None:
    now = time.time_ns()
    store = loaded(tmp_path)
    store.put("a.py", (1, now, now, 1), digest_of(b""), b"payload")
    store.save()
    (file,) = (tmp_path / "cache").glob("index-*.cko_lint")
    before = file.stat().st_ino
    again = loaded(tmp_path)
    assert again.get_by_digest("a.py", digest_of(b""), (1, now, now, 1)) == b"payload"
    assert again.save()
    assert file.stat().st_ino == before


def test_entries_that_nobody_asked_for_stay_as_they_are(tmp_path: Path) -> None:
    now = time.time_ns()
    recent: Stat = (1, now, now, 1)
    store = loaded(tmp_path)
    store.put("a.py", recent, digest_of(b""), b"payload")
    store.save()
    other = loaded(tmp_path)
    other.put("b.py", OLD, digest_of(b"b"), b"another")
    other.save()
    again = loaded(tmp_path)
    assert again.get("a.py", recent) is None
    assert again.get_by_digest("a.py", digest_of(b"")) == b"payload"
    assert again.get("b.py", OLD) == b"another"


def test_a_file_from_the_future(tmp_path: Path) -> None:
    store = loaded(tmp_path)
    for name, time_ns in [("3000.py", 32_503_680_000 * 10**9), ("1900.py", -(10**18)), ("0001.py", -(10**20))]:
        store.put(name, (1, time_ns, time_ns, 1), digest_of(b""), b"payload")
    assert store.save()
    again = loaded(tmp_path)
    assert again.get("1900.py", (1, -(10**18), -(10**18), 1)) == b"payload"
    assert again.get_by_digest("3000.py", digest_of(b"")) == b"payload"
    assert again.get_by_digest("0001.py", digest_of(b"")) == b"payload"


def test_files_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    saved(tmp_path)
    store = loaded(tmp_path)
    store.put("new.py", OLD, digest_of(b""), b"payload")
    store.forget_others(["1.py", "missing.py"])
    assert len(store) == 1
    store.save()
    assert loaded(tmp_path).get("1.py", OLD) == b"payload 1"
    assert len(loaded(tmp_path)) == 1


def test_projects_that_share_a_folder(tmp_path: Path) -> None:
    for name in ("one", "two"):
        store = Store(str(tmp_path / "cache"), str(tmp_path / name))
        store.put("a.py", OLD, digest_of(b""), name.encode())
        store.save()
    for name in ("one", "two"):
        store = Store(str(tmp_path / "cache"), str(tmp_path / name))
        store.load()
        assert store.get("a.py", OLD) == name.encode()


def test_the_folder_is_left_out_by_git_and_backups(tmp_path: Path) -> None:
    saved(tmp_path)
    assert (tmp_path / "cache/.gitignore").read_bytes().splitlines()[-1] == b"*"
    assert (tmp_path / "cache/CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")


def test_a_folder_that_was_there_gets_no_markers(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    file = saved(tmp_path)
    assert list((tmp_path / "cache").iterdir()) == [file]


def test_markers_that_are_missing_from_our_folder_are_written_again(tmp_path: Path) -> None:
    (tmp_path / ".cko_lint_cache").mkdir()
    records = Records(str(tmp_path / ".cko_lint_cache"))
    records.put(b"key", b"record")
    assert records.save()
    assert {*cache.MARKERS} < {path.name for path in (tmp_path / ".cko_lint_cache").iterdir()}


def test_another_version_is_as_good_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(tmp_path)
    assert len(loaded(tmp_path)) == 3
    assert len(loaded(tmp_path, schema="2")) == 0
    monkeypatch.setattr(cache, "__version__", "0.0.9")
    assert len(loaded(tmp_path)) == 0
    monkeypatch.undo()
    monkeypatch.setattr(cache, "_FORMAT", 99)
    assert len(loaded(tmp_path)) == 0
    monkeypatch.undo()
    monkeypatch.setattr(sys, "hexversion", sys.hexversion + 1)
    assert len(loaded(tmp_path)) == 0
    monkeypatch.undo()
    assert len(loaded(tmp_path)) == 3


def test_a_file_that_was_damaged_anywhere(tmp_path: Path) -> None:
    file = saved(tmp_path)
    good = file.read_bytes()
    for at in range(len(good)):
        file.write_bytes(good[:at] + bytes([good[at] ^ random.randrange(1, 256)]) + good[at + 1 :])
        assert len(loaded(tmp_path)) == 0, at
    file.write_bytes(good)
    assert len(loaded(tmp_path)) == 3


def test_a_file_that_was_cut_short_or_extended(tmp_path: Path) -> None:
    file = saved(tmp_path)
    good = file.read_bytes()
    for length in range(len(good)):
        file.write_bytes(good[:length])
        assert len(loaded(tmp_path)) == 0, length
    for more in (b"\0", b"\n", good):
        file.write_bytes(good + more)
        assert len(loaded(tmp_path)) == 0


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_a_body_that_somebody_made_up(data: st.DataObject) -> None:
    """With a checksum that is right: whoever can write the file can compute it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = saved(folder)
        good = file.read_bytes()
        at = len(cache._head(loaded(folder)._schema)) + 12
        body = bytearray(good[at:])
        for _ in range(data.draw(st.integers(0, 4))):
            where = data.draw(st.integers(0, len(body) - 1))
            body[where : where + 8] = data.draw(st.sampled_from([b"", b"\xff" * 8, b"\0" * 8, os.urandom(8), b"\x01"]))
            body = body or bytearray(b"\0")
        made_up = data.draw(st.one_of(st.just(bytes(body)), st.binary(max_size=200)))
        file.write_bytes(good[: at - 12] + cache._seal(made_up) + made_up)
        store = loaded(folder)
        for number in range(3):
            assert isinstance(store.get(f"{number}.py", OLD), (bytes, type(None)))
            assert isinstance(store.get_by_digest(f"{number}.py", digest_of(b"%d" % number)), (bytes, type(None)))
        store.put("another.py", OLD, digest_of(b"x"), b"payload")
        assert store.save()
        assert loaded(folder).get("another.py", OLD) == b"payload"


def a_file(folder: Path) -> None:
    (folder / "cache").write_text("mine")


def a_link(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "cache").symlink_to("elsewhere")


def a_link_to_nowhere(folder: Path) -> None:
    (folder / "cache").symlink_to("nowhere")


def below_a_file(folder: Path) -> None:
    (folder / "cache").mkdir()
    (folder / "cache/deep").write_text("mine")


@pytest.mark.parametrize("place", [a_file, a_link, a_link_to_nowhere])
def test_a_cache_folder_that_is_none(tmp_path: Path, place: object) -> None:
    place(tmp_path)  # type: ignore[operator]
    before = sorted(tmp_path.rglob("*"))
    store = loaded(tmp_path)
    store.put("a.py", OLD, digest_of(b""), b"payload")
    assert not store.save()
    assert store.get("a.py", OLD) == b"payload"
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["file/cache", "nul\0/cache"])
def test_a_cache_folder_that_cannot_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    store = Store(f"{tmp_path}/{name}", str(tmp_path))
    store.load()
    store.put("a.py", OLD, digest_of(b""), b"payload")
    assert not store.save()


def test_a_file_of_the_cache_that_is_something_else(tmp_path: Path) -> None:
    file = saved(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    file.rename(elsewhere)
    content = elsewhere.read_bytes()
    file.symlink_to(elsewhere)
    assert len(loaded(tmp_path)) == 0
    saved(tmp_path, 1)
    assert elsewhere.read_bytes() == content
    file.unlink()
    file.mkdir()
    store = loaded(tmp_path)
    store.put("a.py", OLD, digest_of(b""), b"payload")
    assert not store.save()
    assert [path for path in (tmp_path / "cache").iterdir() if path.name.endswith(".tmp")] == []
    if hasattr(os, "mkfifo"):
        file.rmdir()
        os.mkfifo(file)
        assert len(loaded(tmp_path)) == 0


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everything")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    file = saved(tmp_path)
    file.parent.chmod(0o500)
    try:
        store = loaded(tmp_path)
        assert kept(store) == 3
        store.put("a.py", OLD, digest_of(b""), b"payload")
        assert not store.save()
    finally:
        file.parent.chmod(0o700)
    assert kept(loaded(tmp_path)) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no limits")
def test_a_disk_that_is_full_before_the_folder_is_made(tmp_path: Path) -> None:
    ended = on_a_full_disk(tmp_path, 10)
    assert (ended.stdout, ended.stderr) == ("False 0\n", "")
    assert list((tmp_path / "cache").iterdir()) == []


def on_a_full_disk(folder: Path, limit: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", FULL_DISK, str(folder), str(limit)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


FULL_DISK = """
import resource, signal, sys
from cko_lint.project.store import Store, digest_of
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
store = Store(sys.argv[1] + "/cache", sys.argv[1])
store.load()
store.put("a.py", (10, 10**18, 10**18, 7), digest_of(b""), b"x" * 100_000)
print(store.save(), len(store.get("0.py", (10, 10**18, 10**18, 7)) or b""))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits")
def test_a_full_disk(tmp_path: Path) -> None:
    file = saved(tmp_path)
    before = sorted(file.parent.iterdir())
    ended = on_a_full_disk(tmp_path, 5000)
    assert (ended.stdout, ended.stderr) == ("False 9\n", "")
    assert sorted(file.parent.iterdir()) == before
    assert kept(loaded(tmp_path)) == 3


SAVING = textwrap.dedent("""
    import sys
    from cko_lint.project.store import Store, digest_of
    folder, mark = sys.argv[1:]
    print("started", flush=True)
    while True:
        store = Store(folder + "/cache", folder)
        store.load()
        for number in range(2000):
            store.put(f"{number}.py", (10, 10**18, 10**18, 7), digest_of(mark.encode()), mark.encode() * 200)
        store.save()
""")


def saving(folder: Path, mark: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SAVING, str(folder), mark]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def assert_whole(folder: Path, marks: str) -> int:
    store = loaded(folder)
    payloads = {store.get(f"{number}.py", OLD) for number in range(2000)}
    assert payloads in ({None}, *({mark.encode() * 200} for mark in marks))
    return len(store)


def test_two_that_save_at_once(tmp_path: Path) -> None:
    processes = [saving(tmp_path, mark) for mark in "ab"]
    try:
        seen = [assert_whole(tmp_path, "ab") for _ in range(20) if not time.sleep(0.02)]
    finally:
        for process in processes:
            process.kill()
            process.communicate()
    assert seen[-1] == 2000


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_killed_while_it_saves(tmp_path: Path) -> None:
    for number in range(12):
        process = saving(tmp_path, "k")
        time.sleep(0.05 + 0.013 * number)
        process.kill()
        process.communicate()
        assert_whole(tmp_path, "k")
    left = [path for path in (tmp_path / "cache").iterdir() if path.name.endswith(".tmp")]
    for path in left:
        os.utime(path, (time.time() - 100, time.time() - 100))
    recent = tmp_path / "cache/index-0.cko_lint.1-2.tmp"
    recent.touch()
    saved(tmp_path)
    assert [path for path in (tmp_path / "cache").iterdir() if path.name.endswith(".tmp")] == [recent]


ACTIONS = [
    "edit",
    "edit in place",
    "edit and put the times back",
    "rename over",
    "swap",
    "delete",
    "add",
    "touch",
    "run",
]


class Tree:
    """A small tree whose files are changed in every way, and a run that must see what is really there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runs = 0

    def run(self) -> None:
        """Looks at every file as a run does; what the store says must be what the content says."""
        store = Store(str(self.folder / ".cache"), str(self.folder))
        store.load()
        paths = sorted(self.folder.glob("*.py"))
        for path in paths:
            stat = stat_of(path.stat())
            payload = store.get(path.name, stat)
            if payload is None:
                content = path.read_bytes()
                digest = digest_of(content)
                payload = store.get_by_digest(path.name, digest, stat)
                if payload is None:
                    payload = self.extracted(path)
                    store.put(path.name, stat, digest, payload)
            assert payload == self.extracted(path)
        store.forget_others(path.name for path in paths)
        assert len(store) == len(paths)
        assert store.save()

    def extracted(self, path: Path) -> bytes:
        return path.name.encode() + b": " + path.read_bytes()

    def change(self, action: str, name: str, other: str, content: str) -> None:
        path, target = self.folder / name, self.folder / other
        if action == "run":
            self.run()
        elif action == "add" or not path.exists():
            path.write_text(content)
        elif action == "edit":
            path.unlink()
            path.write_text(content)
        elif action == "edit in place":
            path.write_text(content)
        elif action == "edit and put the times back":
            before = path.stat()
            path.write_text(content)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        elif action == "rename over":
            path.replace(target)
        elif action == "swap" and target.exists() and target != path:
            path.rename(self.folder / "aside")
            target.rename(path)
            (self.folder / "aside").rename(target)
        elif action == "delete":
            path.unlink()
        elif action == "touch":
            os.utime(path, ns=(10**18, 10**18))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(ACTIONS),
        st.sampled_from(["a.py", "b.py", "c.py"]),
        st.sampled_from(["a.py", "b.py", "c.py"]),
        st.sampled_from(["one", "two", "three"]),
    ),
    max_size=20,
)


@settings(max_examples=80, deadline=None)
@given(steps=STEPS, racy=st.sampled_from([store_module._RACY, 20_000_000]))
def test_whatever_happens_to_a_tree_the_store_says_what_is_there(
    steps: list[tuple[str, str, str, str]], racy: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_module, "_RACY", racy)  # with a small one, more is recognized by its stat
        tree = Tree(Path(folder))
        for step in steps:
            tree.change(*step)
            if racy < store_module._RACY and step[0] == "run":
                time.sleep(0.03)
        tree.run()
        tree.run()


def test_records_are_there_again_and_the_least_recently_used_go(tmp_path: Path) -> None:
    folder = str(tmp_path / "cache")
    records = Records(folder)
    records.load()
    for number in range(MOST):
        records.put(b"%d" % number, b"record %d" % number)
    assert records.get(b"0") == b"record 0"
    records.put(b"new", b"")
    assert records.save()
    again = Records(folder)
    again.load()
    assert (again.get(b"0"), again.get(b"new"), again.get(b"1"), again.get(b"2")) == (
        b"record 0",
        b"",
        None,
        b"record 2",
    )
    assert len(again) == MOST


def test_asking_for_the_latest_record_writes_nothing(tmp_path: Path) -> None:
    folder = str(tmp_path / "cache")
    records = Records(folder)
    records.put(b"key", b"record")
    records.save()
    file = tmp_path / "cache/results.cko_lint"
    before = file.stat().st_ino
    again = Records(folder)
    again.load()
    assert again.get(b"key") == b"record"
    assert again.save()
    assert file.stat().st_ino == before


def test_records_that_were_damaged_or_made_up(tmp_path: Path) -> None:
    records = Records(str(tmp_path))
    records.put(b"key", b"record")
    records.put(b"other", b"record")
    records.save()
    file = tmp_path / "results.cko_lint"
    good = file.read_bytes()
    at = len(cache._head("results ")) + 12
    bodies = [good[at:][:length] for length in range(len(good) - at)] + [b"\xff" * 40, os.urandom(100), bytes(8 * 200)]
    for damaged in [good[:-1], good + b"x", b"", *(good[: at - 12] + cache._seal(body) + body for body in bodies)]:
        file.write_bytes(damaged)
        again = Records(str(tmp_path))
        again.load()
        assert len(again) <= 1
        assert again.get(b"other") is None


def test_nothing_heavy_is_imported() -> None:
    code = "import sys, cko_lint.project.store, cko_lint.project.files, cko_lint.project.records; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"dataclasses", "typing", "re", "pathlib", "json", "tempfile", "subprocess", "hashlib", "contextlib"}
    assert heavy.isdisjoint(ended.stdout.split())


def test_records_are_bounded_in_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cko_lint.project.records.MOST_BYTES", 1_000)
    records = Records(str(tmp_path))
    for number in range(20):
        records.put(b"%d" % number, bytes(300))
    assert len(records) == 3
    assert records.get(b"19") == bytes(300)
    records.put(b"large", bytes(1_001))
    assert records.get(b"large") is None
    assert records.save()


@pytest.mark.parametrize(("bound", "value", "left"), [("MOST_FILES", 4, 5), ("MOST_BYTES", 3_000, 4)])
def test_a_folder_that_projects_share_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, value: int, left: int
) -> None:
    folder = tmp_path / "cache"
    for number in range(12):
        store = Store(str(folder), str(tmp_path / str(number)))
        store.put("a.py", OLD, digest_of(b""), bytes(700))
        assert store.save()
        for path in folder.glob("*.cko_lint"):
            os.utime(path, (path.stat().st_mtime - 10, path.stat().st_mtime - 10))
    (folder / "of-others").write_bytes(bytes(10_000))
    monkeypatch.setattr(cache, bound, value)
    last = Store(str(folder), str(tmp_path))
    last.put("a.py", OLD, digest_of(b""), bytes(700))
    assert last.save()
    assert len(list(folder.glob("*.cko_lint"))) == left
    assert (folder / "of-others").exists()
    youngest = Store(str(folder), str(tmp_path / "11"))
    youngest.load()
    assert len(youngest) == 1
