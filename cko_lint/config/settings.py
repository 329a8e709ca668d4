"""Reads settings: `[tool.cko-lint]` of a file, what that file extends, and single settings of the command line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace

from cko_lint.config import settings_file
from cko_lint.config.catalogue import SETTINGS, WrongSetting, read
from cko_lint.config.fields import RULE_SETTINGS, Settings
from cko_lint.config.values import Color, OutputFormat
from cko_lint.errors import UsageError
from cko_lint.project import data_files
from cko_lint.report.selection import Rules, UnknownRule, codes_of
from cko_lint.sources.excludes import Rooted

__all__ = ["Color", "OutputFormat", "Settings", "from_file", "from_text", "load", "with_environment"]

_ASSIGNED = re.compile(r"\s*(?P<key>[A-Za-z][\w-]*)(?P<inner>(?:\.[^=]*)?)\s*=\s*(?P<value>.*)", re.DOTALL)
_LARGEST = 1_000_000
"""Bytes from which on a file is none that somebody wrote as settings."""
_BARE = re.compile(r"[\w./~-]+")


def load(paths: Iterable[str] = (), file: str | None = None, rules: Callable[[], Rules] | None = None) -> Settings:
    """Returns the settings of a file, or of the nearest one to the paths that has some, or else the defaults.

    Raises UsageError for a file that cannot be read, and for what is wrong in it. With `rules`, that includes unknown rules,
    and where in the file they are; a run refuses them in any case.
    """
    if file is not None:
        return from_file(file, rules) or Settings()
    return nearest(settings_file.Nearest(), settings_file.folder_of(list(paths)), rules)


def nearest(known: settings_file.Nearest, folder: str, rules: Callable[[], Rules] | None = None) -> Settings:
    """Returns the settings of the file that is nearest to a folder, or else the defaults."""
    while (found := known.to(folder)) is not None:
        settings = from_file(found, rules, required=False)
        if settings is not None:
            return settings
        folder = os.path.dirname(os.path.dirname(found))
        if folder == os.path.dirname(found):
            break
    return Settings()


def from_file(path: str, rules: Callable[[], Rules] | None = None, required: bool = True) -> Settings | None:
    """Returns the settings of a file over those that it extends; None if they are not `required`, and it has none."""
    return _from_file(path, rules, required, ())


def from_text(text: str) -> Mapping[str, object]:
    """Returns the values of fields that a setting of the command line has: KEY=VALUE, VALUE as in TOML.

    A single word needs no quotation marks. Raises UsageError for what is wrong.
    """
    import tomli

    match = _ASSIGNED.fullmatch(text)
    if match is None:
        raise UsageError(f"--config: {text!r} is neither a settings file nor KEY=VALUE")
    table = None
    for written in (match["value"], f'"{match["value"]}"' if _BARE.fullmatch(match["value"]) else ""):
        try:
            table = tomli.loads(f"{match['key']}{match['inner']} = {written}")
            break
        except (tomli.TOMLDecodeError, RecursionError):
            continue
    if table is None:
        raise UsageError(f"--config: the value of {match['key']!r} is not valid TOML: {match['value']!r}")
    if "extend" in table:
        raise UsageError("--config: 'extend' can only be set in a file")
    try:
        return read(table, "")
    except WrongSetting as error:
        raise UsageError(f"--config: {error}") from None


def with_environment(settings: Settings, cache_dir: str | None = None) -> Settings:
    """Returns the settings with the cache that environment variables name, which override a settings file.

    `cache_dir` is the folder that the command line names, which overrides both.
    """
    folder = cache_dir if cache_dir is not None else os.environ.get("CKO_LINT_CACHE_DIR")
    if folder:
        settings = replace(settings, cache_dir=os.path.abspath(folder))
    off = os.environ.get("CKO_LINT_NO_CACHE", "").lower() not in ("", "0", "false")
    return replace(settings, cache=False) if off else settings


def _from_file(
    path: str, rules: Callable[[], Rules] | None, required: bool, extending: tuple[str, ...]
) -> Settings | None:
    table = _table(path, required)
    if table is None:
        return None
    root = os.path.dirname(os.path.abspath(path))
    try:
        values = read(table, root)
    except WrongSetting as error:
        raise UsageError(f"{_where(path, error.keys)}: {error}") from None
    base = values.pop("extend", None)
    settings = (
        _extended(path, os.path.join(root, os.path.expanduser(str(base))), rules, extending) if base else Settings()
    )
    own = Settings().with_values(values)
    _refuse_unknown_rules(own, path, rules)
    return replace(_seen_from(settings, root).with_values(values), root=root, file=os.path.abspath(path))


def _extended(path: str, base: str, rules: Callable[[], Rules] | None, extending: tuple[str, ...]) -> Settings:
    """Returns the settings that a file extends."""
    chain = (*extending, os.path.realpath(path))
    if os.path.realpath(base) in chain:
        raise UsageError(f"{_where(path, ('extend',))}: extend: the file extends itself")
    if not os.path.isfile(base):
        raise UsageError(f"{_where(path, ('extend',))}: extend: {base} is not a file")
    found = _from_file(os.path.normpath(base), rules, False, chain)
    if found is None:
        raise UsageError(f"{_where(path, ('extend',))}: extend: {base} has no table [tool.cko-lint]")
    return found


def _seen_from(settings: Settings, folder: str) -> Settings:
    """Returns settings for a file in a folder that extends theirs.

    Patterns stay relative to the file that they stand in if that is above the folder; those of a file elsewhere, such as a
    company's, are relative to the folder of the file that extends it.
    """
    root = settings.root
    changes: dict[str, object] = {}
    if settings.cache_dir is not None:
        changes["cache_dir"] = os.path.join(root, os.path.expanduser(settings.cache_dir))
    if root and root != folder and (folder + os.sep).startswith(root.rstrip(os.sep) + os.sep):
        for name in ("include", "exclude", "extend_exclude"):
            patterns = getattr(settings, name)
            changes[name] = patterns and tuple(_rooted(pattern, root) for pattern in patterns)
        changes["per_file_ignores"] = tuple((_rooted(p, root), named) for p, named in settings.per_file_ignores)
        changes["overrides"] = tuple((_rooted(p, root), values) for p, values in settings.overrides)
    return replace(settings, **changes)  # type: ignore[arg-type]  # as they were


def _rooted(pattern: str, root: str) -> str:
    return pattern if isinstance(pattern, Rooted) else Rooted(pattern, root)


def _table(path: str, required: bool) -> Mapping[str, object] | None:
    """Returns what a file says of us; None if it is a project's, which need not say anything."""
    import tomli

    try:
        with open(path, "rb") as file:
            if os.fstat(file.fileno()).st_size > _LARGEST:
                raise UsageError(f"{_where(path)} is no settings file: it is larger than {_LARGEST // 1_000_000} MB")
            content: dict[str, object] = tomli.load(file)
    except OSError as error:
        raise UsageError(f"cannot read the settings file {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{_where(path)} is not valid TOML: its encoding is not UTF-8") from None
    except tomli.TOMLDecodeError as error:
        raise UsageError(f"{_where(path)} is not valid TOML: {error}") from None
    except RecursionError:
        raise UsageError(f"{_where(path)} is not valid TOML: it is nested too deeply") from None
    if os.path.basename(path) != data_files.PROJECT_SETTINGS:
        return content
    tool = content.get("tool")
    table = tool.get("cko-lint") if isinstance(tool, dict) else None
    if table is None:
        return {} if required else None
    if not isinstance(table, dict):
        raise UsageError(f"{_where(path)}: tool.cko-lint must be a table")
    return table


def _refuse_unknown_rules(settings: Settings, path: str, rules: Callable[[], Rules] | None) -> None:
    overridden = [("overrides", Settings().with_values(dict(values))) for _, values in settings.overrides]
    for place, one in (("", settings), *overridden):
        for setting in RULE_SETTINGS if rules is not None else ():
            named = one.rules_in(setting)
            try:
                if named and rules is not None:
                    codes_of(named, rules())
            except UnknownRule as error:
                keys = (place, setting) if place else (setting,)
                raise UsageError(f"{_where(path, keys, error.called)}: {': '.join(keys)}: {error}") from None


def _where(path: str, keys: tuple[str, ...] = (), value: str | None = None) -> str:
    """Returns a settings file as errors name it, with the line of a setting, or of a value in it, if that is found."""
    from cko_lint.sources.scan import shown

    line = settings_file.line_of(path, keys, value) if keys else None
    return shown(path) if line is None else f"{shown(path)}:{line}"


assert {key.replace("-", "_") for key in SETTINGS} <= {"extend", *(field.name for field in fields(Settings))}
