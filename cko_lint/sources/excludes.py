"""Patterns of files and folders, as a `.gitignore` writes them: which are left out, and which are read."""

from __future__ import annotations

import os

from cko_lint.errors import UsageError
from cko_lint.sources.kinds import is_wanted

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pathspec import GitIgnoreSpec

FOLDERS_OF_TOOLS = tuple(
    (
        ".bzr .cko_lint_cache .direnv .eggs .git .hg .ipynb_checkpoints .mypy_cache .nox .pants.d .pyenv .pytest_cache .pytype .ruff_cache "
        ".svn .tox .venv .vscode __pycache__ __pypackages__ _build buck-out build dist node_modules site-packages venv"
    ).split()
)
"""The folders that tools make, which are not read."""
DEFAULT_EXCLUDES = tuple(f"{name}/" for name in FOLDERS_OF_TOOLS)


class Rooted(str):
    """A pattern that is relative to another folder than those beside it: it stands in a settings file that was extended."""

    root: str

    def __new__(cls, pattern: str, root: str) -> Rooted:
        """`root` is the folder that the pattern is relative to."""
        made = super().__new__(cls, pattern)
        made.root = root
        return made


class Excludes:
    """Patterns of files and folders to leave out, relative to one folder.

    `patterns` replaces the defaults, `extra` adds to them, `root` is the folder they are relative to. `include`, if it is
    given, are the patterns of the files that are read, instead of those of known kinds.
    """

    __slots__ = ("_folders", "_included", "_left_out", "root")

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
        self._left_out = _specs([pattern for pattern in everything if pattern not in plain], self.root)
        self._included = _specs(include, self.root) if include is not None else None

    def wants(self, path: str) -> bool:
        """Whether a file that is met in a folder is read."""
        if self._included is None:
            return is_wanted(path)
        return _matches(self._included, path)

    def hide_folder(self, name: str, path: str) -> bool:
        """Whether a folder, met on the way down, is left out with all that is in it."""
        return name in self._folders or _matches(self._left_out, path + "/")

    def hide_file(self, path: str) -> bool:
        """Whether a file is left out by a pattern of its own; its folders are not looked at."""
        return _matches(self._left_out, path)

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


class NestedExcludes:
    """The patterns of several folders, each for what is below it: those of the nearest settings file hold.

    Whether a folder is left out, the settings of the folder around it say. What is known of the last folder is at hand, since
    its files are asked about one after the other.
    """

    __slots__ = ("_folder", "_hidden", "_is_hidden", "_of", "_patterns", "_place")

    def __init__(self, of: Callable[[str], Excludes]) -> None:
        """`of` returns the patterns that hold in a folder, by its real path."""
        self._of = of
        self._folder: str | None = None
        self._patterns = Excludes(())
        self._place = ("", "")
        self._is_hidden = False
        self._hidden: dict[tuple[str, str], bool] = {}

    def wants(self, path: str) -> bool:
        """Whether a file that is met in a folder is read."""
        return self._around(path).wants(path)

    def hide_folder(self, name: str, path: str) -> bool:
        """Whether a folder, met on the way down, is left out with all that is in it."""
        return self._around(path).hide_folder(name, path)

    def hide_file(self, path: str) -> bool:
        """Whether a file is left out by a pattern of its own; its folders are not looked at."""
        return self._around(path).hide_file(path)

    def hide_below(self, relative: str, folder: str) -> bool:
        """Whether a file is left out by itself or any folder between it and `folder`; `relative` has `/` separators."""
        path = f"{folder}/{relative}"
        place = (path[: path.rfind("/")], folder)
        if place != self._place:
            self._place, self._is_hidden = place, self._is_in_hidden(*place)
        return self._is_hidden or self.hide_file(path)

    def hide(self, path: str) -> bool:
        """Whether a file is left out by itself or a folder between it and the outermost root; `path` is a real path."""
        folder = os.path.dirname(path)
        root = self._of(folder).root
        if not _is_below(folder, root):
            return self.hide_file(path)
        while _is_below(root, outer := self._of(os.path.dirname(root)).root) and outer != root:
            root = outer
        return self._is_in_hidden(folder, root) or self.hide_file(path)

    def _around(self, path: str) -> Excludes:
        """Returns the patterns that hold in the folder of a file or folder."""
        folder = path[: max(path.rfind("/"), path.rfind(os.sep))] or "/"
        if folder != self._folder:
            self._folder, self._patterns = folder, self._of(folder)
        return self._patterns

    def _is_in_hidden(self, folder: str, base: str) -> bool:
        if len(folder) <= len(base):
            return False
        known = self._hidden.get((folder, base))
        if known is None:
            above, _, name = folder.rpartition("/")
            known = self._is_in_hidden(above, base) or self.hide_folder(name, folder)
            self._hidden[folder, base] = known
        return known


Patterns = Excludes | NestedExcludes


def refuse_pattern(pattern: str, root: str = "") -> None:
    """Raises UsageError for what is no pattern, and for a pattern that can match nothing below a folder, the root."""
    spec_of([pattern])
    core = pattern.removeprefix("!")
    reason = _why_nothing(core, os.path.realpath(root or os.getcwd()))
    if reason is not None:
        raise UsageError(f"{pattern!r} can match nothing: {reason}")


def _why_nothing(pattern: str, root: str) -> str | None:
    names = pattern.split("/")
    if not pattern.strip() or pattern.startswith("#"):
        return "it is empty" if not pattern.strip() else r"it is a comment; write `\#` for a name that begins with `#`"
    if names[0] in (".", "..", "~") or "." in names or ".." in names:
        better = "/".join(name for name in names if name not in (".", ".."))
        is_inside = ".." not in names and names[0] != "~" and better.strip("/")
        return "patterns are relative to the folder of the settings" + (f"; write `{better}`" if is_inside else "")
    if _is_absolute(pattern, root):
        inside = pattern[len(root) :] if _is_below(pattern.rstrip("/"), root) else ""
        return "patterns are relative to the folder of the settings" + (f"; write `{inside}`" if inside else "")
    if "" in names[1:-1] or not pattern.strip("/"):
        return "there is no name between the slashes"
    if _has_open_bracket(pattern):
        return r"its bracket is not closed; write `\[` for a name that has a bracket"
    return None


def _is_absolute(pattern: str, root: str) -> bool:
    """Whether a pattern is a path from the top of the file system: `/src` is one from the root of the settings."""
    if pattern[1:3] in (":/", ":\\") and pattern[0].isalpha():
        return True
    first = pattern.split("/")[1] if pattern.startswith("/") else ""
    if not first or "/" not in pattern[1:].rstrip("/"):
        return False
    return root.split("/")[1:2] == [first] and not os.path.lexists(os.path.join(root, first))


def _has_open_bracket(pattern: str) -> bool:
    at = 0
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "[":
            first = at + 2 if pattern[at + 1 : at + 2] in ("!", "^") else at + 1
            at = pattern.find("]", first + 1)  # one that comes first is among what the bracket lists
            if at < 0:
                return True
        at += 1
    return False


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _is_folder_name(pattern: str) -> bool:
    return pattern.endswith("/") and not any(sign in pattern[:-1] for sign in "/*?[\\!#")


def _specs(patterns: Iterable[str], root: str) -> list[tuple[str, GitIgnoreSpec]]:
    """Returns the patterns by the folders that they are relative to."""
    by_root: dict[str, list[str]] = {}
    for pattern in patterns:
        by_root.setdefault(pattern.root if isinstance(pattern, Rooted) else root, []).append(pattern)
    return [(folder, spec_of(lines)) for folder, lines in by_root.items()]


def _matches(specs: list[tuple[str, GitIgnoreSpec]], path: str) -> bool:
    return any(spec.match_file(_relative(path, root)) for root, spec in specs)


def _relative(path: str, root: str) -> str:
    """Returns a path, of a folder with a slash behind it, relative to a root; what is outside counts as if it were below."""
    relative = os.path.relpath(path, root).replace(os.sep, "/")
    while relative.startswith("../"):
        relative = relative[3:]
    return relative + "/" if path.endswith("/") else relative


def spec_of(lines: Iterable[str], lenient: bool = False) -> GitIgnoreSpec:
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
