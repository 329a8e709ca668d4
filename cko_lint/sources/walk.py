"""Which files of a folder count: `.gitignore`, excludes, and the folders that nobody wants read.

In a git work tree git itself lists the files, which is faster than any walk; elsewhere, and where git fails, the folder
is walked and its `.gitignore` files are obeyed all the same. Links to folders are not followed, so nothing can loop.
"""

from __future__ import annotations

import os

from cko_lint.errors import UsageError
from cko_lint.sources.git_environment import OPTIONS, environment_elsewhere
from cko_lint.sources.kinds import is_wanted

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pathspec import GitIgnoreSpec

FOLDERS_OF_TOOLS = tuple(
    (
        ".bzr .cko_lint_cache .direnv .eggs .git .hg .ipynb_checkpoints .mypy_cache .nox .pants.d .pyenv .pytest_cache .pytype .ruff_cache "
        ".svn .tox .venv .vscode __pycache__ __pypackages__ _build buck-out build dist node_modules site-packages venv"
    ).split()
)
"""The folders that tools make, and nobody wants read."""
DEFAULT_EXCLUDES = tuple(f"{name}/" for name in FOLDERS_OF_TOOLS)


class Excludes:
    """Patterns of files and folders to leave out, as a `.gitignore` writes them, relative to one folder.

    `patterns` replaces the defaults, `extra` adds to them, `root` is the folder they are relative to. `include`, if it is
    given, are the patterns of the files that are read, instead of those of known kinds.
    """

    __slots__ = ("_folders", "_included", "_spec", "root")

    def __init__(
        self,
        patterns: Iterable[str] = DEFAULT_EXCLUDES,
        extra: Iterable[str] = (),
        root: str = "",
        include: Iterable[str] | None = None,
    ) -> None:
        """Takes the patterns apart: plain names of folders need no pattern matcher, and are nearly all there is."""
        everything = [*patterns, *extra]
        plain = (
            [] if any(pattern.startswith("!") for pattern in everything) else list(filter(_is_folder_name, everything))
        )
        self.root = os.path.realpath(root or os.getcwd())
        self._folders = frozenset(pattern[:-1] for pattern in plain)
        rest = [pattern for pattern in everything if pattern not in plain]
        self._spec = _spec(rest) if rest else None
        self._included = _spec(include) if include is not None else None

    def wants(self, path: str) -> bool:
        """Whether a file that is met in a folder is read."""
        if self._included is None:
            return is_wanted(path)
        relative = os.path.relpath(path, self.root) if os.path.isabs(path) else path
        return self._included.match_file(relative.replace(os.sep, "/"))

    def hide_folder(self, name: str, path: str) -> bool:
        """Whether a folder, met on the way down, is left out with all that is in it."""
        return name in self._folders or (self._spec is not None and self._matches(path + "/"))

    def hide_file(self, path: str) -> bool:
        """Whether a file is left out by a pattern of its own; its folders are not looked at."""
        return self._spec is not None and self._matches(path)

    def hide_below(self, relative: str, folder: str) -> bool:
        """Whether a file is left out by itself or any folder between it and `folder`; `relative` has `/` separators."""
        *folders, _ = relative.split("/")
        return not self._folders.isdisjoint(folders) or self.hide_file(f"{folder}/{relative}")

    def hide(self, path: str) -> bool:
        """Whether a file is left out by itself or a folder between it and the root; `path` is a real path."""
        root = self.root.rstrip(os.sep) + os.sep
        if not path.startswith(root):
            return self.hide_file(path)
        return self.hide_below(path[len(root) :].replace(os.sep, "/"), root.rstrip(os.sep))

    def _matches(self, path: str) -> bool:
        relative = os.path.relpath(path, self.root).replace(os.sep, "/")
        while relative.startswith("../"):
            relative = relative[3:]
        return self._spec is not None and self._spec.match_file(relative + "/" if path.endswith("/") else relative)


def wanted_files(folder: str, excludes: Excludes, unreadable: list[tuple[str, str]]) -> Iterator[str]:
    """Yields the files below a folder whose kind is read, relative to it, with `/` separators.

    `folder` is a real path. Folders that cannot be listed are added to `unreadable`, with the reason.
    """
    top = _top(folder)
    names = _git_files(folder, top) if top is not None else None
    if names is None:
        yield from _walk(folder, excludes, unreadable)
        return
    for name in names:
        if excludes.wants(f"{folder}/{name}"):
            if not excludes.hide_below(name, folder):
                yield name
        elif name.endswith("/") and not excludes.hide_below(f"{name}_", folder):
            for inner in wanted_files(f"{folder}/{name[:-1]}", excludes, unreadable):
                yield name + inner


def _top(folder: str) -> str | None:
    """Returns the folder of the git repository that a folder is in; None if it is in none."""
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def _git_files(folder: str, top: str) -> list[str] | None:
    """Returns what git tracks or does not ignore, inner repositories with a final `/`; None if git cannot say."""
    output = _run_git(folder, top, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    # Empty also where the folder as a whole is ignored: who names it wants it read. Of a submodule that was never
    # fetched, git lists the folder itself.
    if output in (None, b"", b"./\0"):
        return None
    names = list(dict.fromkeys(os.fsdecode(output).split("\0")[:-1]))
    if os.path.exists(os.path.join(folder, ".gitmodules")):
        names = [f"{name}/" if _is_folder(f"{folder}/{name}") and not name.endswith("/") else name for name in names]
    return names


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


def _run_git(folder: str, top: str, *arguments: str) -> bytes | None:
    """Returns what git prints; without `subprocess`, whose import takes longer than git does."""
    if not hasattr(os, "posix_spawnp"):
        return None
    command = ["git", "-C", folder, *OPTIONS, *arguments]
    ours, theirs = os.pipe()
    actions = [
        (os.POSIX_SPAWN_DUP2, theirs, 1),
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    try:
        child = os.posix_spawnp("git", command, environment_elsewhere(top), file_actions=actions)
    except OSError:
        os.close(ours)
        return None
    finally:
        os.close(theirs)
    with open(ours, "rb") as pipe:
        output = pipe.read()
    _, status = os.waitpid(child, 0)
    return output if status == 0 else None


def _walk(folder: str, excludes: Excludes, unreadable: list[tuple[str, str]]) -> Iterator[str]:
    waiting = [("", _ignores_above(folder))]
    while waiting:
        prefix, ignores = waiting.pop()
        current = f"{folder}/{prefix}"
        try:
            entries = list(os.scandir(current))
        except OSError as error:
            unreadable.append((current.rstrip("/"), error.strerror or "unknown error"))
            continue
        if any(entry.name == ".gitignore" for entry in entries):
            ignores = (*_ignores_of(current.rstrip("/")), *ignores)
        for entry in entries:
            relative = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                if not excludes.hide_folder(entry.name, f"{folder}/{relative}") and not _ignored(
                    entry.path + "/", ignores
                ):
                    waiting.append((f"{relative}/", ignores))
            elif (
                excludes.wants(f"{folder}/{relative}")
                and _may_be_read(entry)
                and not excludes.hide_file(f"{folder}/{relative}")
                and not _ignored(entry.path, ignores)
            ):
                yield relative


def _may_be_read(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()  # not a pipe, which would be waited for
    except OSError:
        return False


def _ignores_above(folder: str) -> tuple[tuple[str, GitIgnoreSpec], ...]:
    """The rules between the working directory and the folder, which hold below the folder as well."""
    top, named = os.path.realpath(os.getcwd()), folder + "/"
    found: list[tuple[str, GitIgnoreSpec]] = []
    while folder != top and folder.startswith(top.rstrip(os.sep) + os.sep):
        folder = os.path.dirname(folder)
        found += _ignores_of(folder)
    return () if _ignored(named, tuple(found)) else tuple(found)  # what is named is wanted, ignored or not


def _ignores_of(folder: str) -> list[tuple[str, GitIgnoreSpec]]:
    try:
        with open(f"{folder}/.gitignore", encoding="utf-8", errors="surrogateescape") as file:
            lines = [line for line in file.read().splitlines() if line.strip() and not line.startswith("#")]
    except OSError:
        return []
    return [(folder, _spec(lines, lenient=True))] if lines else []


def _ignored(path: str, ignores: tuple[tuple[str, GitIgnoreSpec], ...]) -> bool:
    """The deepest `.gitignore` that has an opinion decides, as git has it."""
    for folder, spec in ignores:
        verdict = spec.check_file(path[len(folder) :].lstrip("/")).include
        if verdict is not None:
            return verdict
    return False


def _is_folder_name(pattern: str) -> bool:
    return pattern.endswith("/") and not any(sign in pattern[:-1] for sign in "/*?[\\!#")


def _spec(lines: Iterable[str], lenient: bool = False) -> GitIgnoreSpec:
    """Returns the rules in some lines. Raises UsageError for one that is no pattern, or leaves it out, as git does."""
    from pathspec import GitIgnoreSpec

    good = []
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except Exception as error:  # its own, and those of `re`
            if not lenient:
                raise UsageError(f"{line!r} is not a pattern with the syntax of a .gitignore file") from error
        else:
            good.append(line)
    return GitIgnoreSpec.from_lines(good)
