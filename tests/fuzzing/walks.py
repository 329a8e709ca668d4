"""Random walks through the states of a small project: files are edited, renamed, added and deleted in random order.

After each step, what `check` prints with the cache must be what it prints with `--no-cache`, byte for byte. Of a walk that
fails, the seed says which one it was.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cko_lint import __main__ as program
from cko_lint.project import store
from cko_lint.sources import prefilter

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from fuzzing.project_files import CONTENTS, PYTHON  # noqa: E402

PAUSE = 0.012
"""Seconds between a change and a run, after which times tell that something has changed: the clocks of files are coarse."""
OPTIONS = (
    ["--pedantic"],
    ["--show-unresolved"],
    ["--no-baseline"],
    ["--no-ignores"],
    ["--isolated"],
    ["--select", "ALL"],
)
LINKS = ("linked.py", "config.yml", "shared/hosts.py")


def printed(arguments: list[str]) -> tuple[int, str, str]:
    """Returns the exit code and the output of a command, run in this process."""
    out, err = io.StringIO(), io.StringIO()
    prefilter.use(())  # as a process begins
    before, sys.argv = sys.argv, ["cko-lint", *arguments]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            return program.main(), out.getvalue(), err.getvalue()
    finally:
        sys.argv = before


class Walk:
    """One project, and what happens to it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.outside = folder / "outside"
        self.folder = folder / "project"
        for one in (self.outside, self.folder):
            one.mkdir(parents=True)
        self.is_marked = self.chance.random() < 0.8
        self.history: list[str] = []
        self.codes: Counter[int] = Counter()
        """How often each exit code was seen."""
        names = list(PYTHON) + self.chance.sample(sorted(set(CONTENTS) - set(PYTHON)), 8)
        filling = self.chance.choice([0.3, 0.5, 0.8])
        for name in names:
            if self.chance.random() < filling:
                self.write(name)
        if self.is_marked:
            self.write("pyproject.toml")
        self.git_chance = random.Random(f"git {seed}")
        """For what only git sees, so that the rest of a walk does not depend on it."""
        self.has_git = self.git_chance.random() < 0.5
        if self.has_git:
            self._git("init", "-q")
            self.change_git()

    # ------------------------------------------------------------------------ changes

    def step(self) -> None:
        """Changes something."""
        changes = [self.write] * 5 + [self.delete, self.delete, self.rename, self.swap, self.link, self.touch]
        changes += [self.move_folder, self.restore_times, self.damage, self.forget]
        self.chance.choice(changes)()

    def name(self) -> str:
        return self.chance.choice(sorted(CONTENTS))

    def write(self, name: str | None = None) -> None:
        name = name or self.name()
        path = self.folder / name
        if self._has_room(path):
            path.unlink(missing_ok=True) if path.is_symlink() or self.chance.random() < 0.3 else None
            number = self.chance.randrange(len(CONTENTS[name]))
            path.write_text(CONTENTS[name][number], "utf-8")
            self._note("write", name, number)

    def restore_times(self) -> None:
        """Edits a file and puts its time back."""
        name = self.name()
        path = self.folder / name
        if path.is_file() and not path.is_symlink():
            before = path.stat()
            self.write(name)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
            self._note("restore times", name)

    def delete(self) -> None:
        name = self.name()
        if os.path.lexists(self.folder / name):
            (self.folder / name).unlink()
            self._note("delete", name)

    def rename(self) -> None:
        """A file takes the place of another."""
        old, new = self.name(), self.name()
        if (self.folder / old).is_file() and self._has_room(self.folder / new):
            (self.folder / old).replace(self.folder / new)
            self._note("rename", old, new)

    def swap(self) -> None:
        old, new = self.name(), self.name()
        if old != new and (self.folder / old).is_file() and (self.folder / new).is_file():
            (self.folder / old).rename(self.folder / "aside")
            (self.folder / new).rename(self.folder / old)
            (self.folder / "aside").rename(self.folder / new)
            self._note("swap", old, new)

    def link(self) -> None:
        """A file becomes a link to one elsewhere, or what the link leads to changes."""
        name = self.chance.choice(LINKS)
        path, target = self.folder / name, self.outside / name.replace("/", "_")
        target.write_text(self.chance.choice(CONTENTS[name]), "utf-8")
        if self._has_room(path):
            path.unlink(missing_ok=True)
            path.symlink_to(target)
        self._note("link", name)

    def touch(self) -> None:
        name = self.name()
        if (self.folder / name).is_file():
            os.utime(self.folder / name, ns=(10**18, 10**18))
            self._note("touch", name)

    def move_folder(self) -> None:
        name = self.chance.choice(["api", "build", "conf", "shared", "checkout_sdk"])
        for old, new in ((name, f"{name}_moved"), (f"{name}_moved", name)):
            if (self.folder / old).is_dir() and not (self.folder / new).exists():
                (self.folder / old).rename(self.folder / new)
                self._note("move", old, new)
                return

    def damage(self) -> None:
        """Changes something in the files of the cache."""
        for path in sorted(self.folder.rglob("*.cko_lint")):
            data = bytearray(path.read_bytes())
            at = self.chance.randrange(len(data) + 1)
            match self.chance.randrange(4):
                case 0:
                    data[at:] = b""
                case 1:
                    data[at : at + 1] = self.chance.randbytes(1)
                case 2:
                    data[at:at] = self.chance.randbytes(8)
                case 3:
                    continue
            path.write_bytes(bytes(data))
        self._note("damage")

    def forget(self) -> None:
        """The cache is gone, as a whole or in part."""
        for path in sorted(self.folder.rglob("*.cko_lint")):
            if self.chance.random() < 0.6:
                path.unlink()
        self._note("forget")

    def change_git(self) -> None:
        """Changes what git tracks or ignores."""
        if not self.has_git:
            return
        name = self.git_chance.choice(sorted(CONTENTS))
        match self.git_chance.randrange(6):
            case 0 | 1:
                self._git("add", "--all", ".")
            case 2:
                self._git("rm", "-q", "-r", "--cached", "--ignore-unmatch", name)
            case 3:
                (self.folder / ".gitignore").write_text(f"{name}\n", "utf-8")
            case 4:
                (self.folder / ".git" / "info").mkdir(exist_ok=True)
                (self.folder / ".git" / "info" / "exclude").write_text(f"{name}\n", "utf-8")
            case 5:
                return
        self._note("git", name)

    def _git(self, *arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=self.folder, check=True, capture_output=True)

    def _has_room(self, path: Path) -> bool:
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
        return path.parent.is_dir() and not (path.is_dir() and not path.is_symlink())

    def _note(self, *words: object) -> None:
        self.history.append(" ".join(map(str, words)))

    # -------------------------------------------------------------------------- asking

    def command(self) -> list[str]:
        """A command on all, or some, of the project; the plain ones are answered without the command-line parser."""
        files = [name for name in sorted(CONTENTS) if (self.folder / name).is_file()]
        paths = self.chance.choice([["."], ["."], self.chance.sample(files, min(len(files), 3)), files])
        if self.has_git and self.git_chance.random() < 0.5:
            return ["check", *self.git_chance.choice([[], ["."], ["."], [str(self.folder)]])]
        if self.chance.random() < 0.4:
            return ["check", *paths]
        extra = self.chance.choice(OPTIONS) if self.chance.random() < 0.4 else []
        return ["check", "--output-format", "json", *extra, *paths]

    def differences(self) -> Iterator[str]:
        """Yields what differs between runs with and without the cache."""
        command = self.command()
        fresh = printed([*command, "--no-cache"])
        self.codes[fresh[0]] += 1
        for which in ("first", "second"):
            cached = printed(command)
            if cached != fresh:
                yield f"{which} run of {command}:\n--- without cache\n{fresh}\n--- with it\n{cached}"


def walk(folder: Path, seed: int, steps: int) -> tuple[Counter[int], list[str]]:
    """Walks through one project; returns the exit codes that were seen, and the differences, with what led to them."""
    made = Walk(folder, seed)
    before, here = store._RACY, Path.cwd()
    store._RACY = int(PAUSE * 5e8)  # so that times are trusted, as they are of files that are older than two seconds
    os.chdir(made.folder)
    found = []
    try:
        for number in range(steps):
            for _ in range(made.chance.choice([1, 1, 1, 2, 4])):
                made.step()
            made.change_git()
            time.sleep(PAUSE)
            found += [f"seed {seed}, step {number}, after {made.history}: {one}" for one in made.differences()]
            if found:
                break
    finally:
        os.chdir(here)
        store._RACY = before
    return made.codes, found


def soak(first: int, count: int, steps: int = 6) -> int:
    """Walks through many projects, and prints what differs; returns how many of them did."""
    import tempfile

    failed, codes = 0, Counter[int]()
    began = time.time()
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory() as folder:
            seen, found = walk(Path(folder), seed, steps)
        codes += seen
        failed += bool(found)
        for one in found[:1]:
            print(one, flush=True)
        if seed % 50 == 49:
            print(f"{seed + 1 - first} projects, {failed} with differences, {time.time() - began:.0f} s", flush=True)
    print(f"{count} projects of {steps} steps, exit codes {dict(codes)}, {failed} with differences", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(bool(soak(int(sys.argv[1]), int(sys.argv[2]))))
