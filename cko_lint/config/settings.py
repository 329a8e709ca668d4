"""What a project wants: `[tool.cko-lint]` and the command line, checked and turned into `Settings`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from cko_lint.config import settings_file
from cko_lint.config.values import READERS, Color, OutputFormat, Platform, Unsuppressable, listed
from cko_lint.errors import UsageError
from cko_lint.findings import Finding, Severity
from cko_lint.project.files import CACHE_FOLDER
from cko_lint.report.selection import ALL, Rules, UnknownRule, codes_of, longest_fit
from cko_lint.spelling import did_you_mean, nearest

if TYPE_CHECKING:
    from cko_lint.sources.walk import Excludes

RULE_SETTINGS = ("select", "extend-select", "ignore", "per-file-ignores")
"""The settings that name rules."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that options and the settings file can say.

    `select` None means every rule that is not pedantic. `root` is the folder that patterns are relative to, by default
    the working directory. Without `ignores`, comments and baselines suppress nothing, without `baselines` the latter.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    pedantic: bool = False
    include: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    platform: str | None = None
    output_format: OutputFormat = OutputFormat.FULL
    color: Color = Color.AUTO
    unsuppressable: tuple[Unsuppressable, ...] = ()
    fail_on: Severity = Severity.WARNING
    exit_zero: bool = False
    show_unresolved: bool = False
    ignores: bool = True
    baselines: bool = True
    cache_dir: str | None = None
    cache: bool = True
    root: str = ""

    def by_code(self, rules: Callable[[], Rules]) -> Settings:
        """Returns the settings with codes, or prefixes of codes, for all rules that they name.

        Raises UnknownRule for what fits none; the rules are asked for only if any is named.
        """
        if not any(map(self.rules_in, RULE_SETTINGS)):
            return self
        known = rules()
        return replace(
            self,
            select=None if self.select is None else codes_of(self.select, known),
            extend_select=codes_of(self.extend_select, known),
            ignore=codes_of(self.ignore, known),
            per_file_ignores=tuple((pattern, codes_of(named, known)) for pattern, named in self.per_file_ignores),
        )

    def rules_in(self, setting: str) -> tuple[str, ...]:
        """Returns what a setting that selects rules calls them."""
        if setting == "per-file-ignores":
            return tuple(called for _, named in self.per_file_ignores for called in named)
        named: tuple[str, ...] | None = getattr(self, setting.replace("-", "_"))
        return named or ()

    @property
    def excludes(self) -> Excludes:
        """The patterns of files that are left out."""
        from cko_lint.sources.walk import DEFAULT_EXCLUDES, Excludes

        patterns = DEFAULT_EXCLUDES if self.exclude is None else self.exclude
        return Excludes(patterns, self.extend_exclude, self.root, self.include)

    def cache_folder(self, project: str) -> str | None:
        """Returns where to keep what speeds up the next run of a project; None if nothing is to be kept.

        That is the folder that is named, or one beside the settings file, or else in the project's root.
        """
        if not self.cache:
            return None
        if self.cache_dir is None:
            return os.path.join(self.root or project, CACHE_FOLDER)
        return os.path.abspath(os.path.join(self.root, os.path.expanduser(self.cache_dir)))

    def selects(self, code: str) -> bool:
        """Whether a rule is on: the longest of the prefixes that fit its code decides, `ignore` where they tie."""
        chosen = longest_fit(code, (*((ALL,) if self.select is None else self.select), *self.extend_select))
        ignored = longest_fit(code, self.ignore)
        return chosen is not None and (ignored is None or chosen > ignored)

    def names(self, code: str) -> bool:
        """Whether a rule was selected by its whole code, which switches on what is pedantic of it."""
        return code in (self.select or ()) or code in self.extend_select

    @property
    def accepts_live(self) -> bool:
        """Whether a finding about a live key that is certainly real can be suppressed."""
        return Unsuppressable.LIVE not in self.unsuppressable

    def refuses(self, finding: Finding) -> bool:
        """Whether a finding cannot be suppressed."""
        return finding.is_live_key and not self.accepts_live

    def __post_init__(self) -> None:
        """Raises UsageError for an unknown platform."""
        if self.platform not in (None, *(platform.value for platform in Platform)):
            raise UsageError(f"platform must be one of {listed(Platform)}, not {self.platform!r}")


def load(paths: Iterable[str] = (), file: str | None = None, rules: Callable[[], Rules] | None = None) -> Settings:
    """Returns the settings of a file, or of the nearest one to the paths that has some, or else the defaults.

    Raises UsageError for a file that cannot be read, and for what is wrong in it. With `rules`, that includes unknown rules,
    and where in the file they are; a run refuses them in any case.
    """
    settings, place = _nearest_settings(paths, file)
    for setting in RULE_SETTINGS if rules is not None else ():
        named = settings.rules_in(setting)
        try:
            if named and rules is not None:
                codes_of(named, rules())
        except UnknownRule as error:
            raise UsageError(f"{_where(place, setting, error.called)}: {setting}: {error}") from None
    return settings


def with_environment(settings: Settings, cache_dir: str | None = None) -> Settings:
    """Returns the settings with the cache that environment variables name, which override a settings file.

    `cache_dir` is the folder that the command line names, which overrides both.
    """
    folder = cache_dir if cache_dir is not None else os.environ.get("CKO_LINT_CACHE_DIR")
    if folder:
        settings = replace(settings, cache_dir=os.path.abspath(folder))
    off = os.environ.get("CKO_LINT_NO_CACHE", "").lower() not in ("", "0", "false")
    return replace(settings, cache=False) if off else settings


def _nearest_settings(paths: Iterable[str], file: str | None) -> tuple[Settings, str]:
    if file is not None:
        return _from_file(file, required=True) or Settings(), file
    start = settings_file.folder_of(list(paths))
    while (found := settings_file.find(start)) is not None:
        settings = _from_file(found, required=False)
        if settings is not None:
            return settings, found
        parent = os.path.dirname(os.path.dirname(found))
        if parent == os.path.dirname(found):
            break
        start = parent
    return Settings(), ""


def _from_file(path: str, required: bool) -> Settings | None:
    import tomli

    try:
        with open(path, "rb") as file:
            content: dict[str, object] = tomli.load(file)
    except OSError as error:
        raise UsageError(f"cannot read the settings file {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{_where(path)} is not valid TOML: its encoding is not UTF-8") from None
    except tomli.TOMLDecodeError as error:
        raise UsageError(f"{_where(path)} is not valid TOML: {error}") from None
    table: object = content
    if os.path.basename(path) == settings_file.PROJECT_NAME:
        tool = content.get("tool")
        table = tool.get("cko-lint") if isinstance(tool, dict) else None
        if table is None and not required:
            return None
        if table is None:
            table = {}
    if not isinstance(table, dict):
        raise UsageError(f"{_where(path)}: tool.cko-lint must be a table")
    return replace(_from_table(table, path), root=os.path.dirname(os.path.abspath(path)))


def _from_table(table: Mapping[str, object], path: str) -> Settings:
    values = {}
    for key, value in table.items():
        if key not in READERS:
            raise UsageError(f"{_where(path, key)}: {_unknown(key)}")
        try:
            values[key.replace("-", "_")] = READERS[key](value)
        except UsageError as error:
            raise UsageError(f"{_where(path, key)}: {key}: {error}") from None
        except (TypeError, ValueError) as error:
            raise UsageError(f"{_where(path, key)}: {key} must be {error}") from None
    return Settings(**values)  # type: ignore[arg-type]  # each reader returns its field's type


def _unknown(key: str) -> str:
    hint = did_you_mean(nearest(key.replace("_", "-"), READERS))
    return f"there is no setting {key!r}" + (hint or f"; the settings are {', '.join(READERS)}")


def _where(path: str, setting: str | None = None, value: str | None = None) -> str:
    """Returns a settings file as errors name it, with the line of a setting, or of a value in it, if that is found."""
    from cko_lint.sources.scan import shown

    line = settings_file.line_of(path, setting, value) if setting is not None else None
    return shown(path) if line is None else f"{shown(path)}:{line}"


assert {key.replace("-", "_") for key in READERS} <= {field.name for field in fields(Settings)}
