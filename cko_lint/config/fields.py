"""What a file, and a run, is judged by: the settings as the rest of the program reads them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from cko_lint.config.values import Color, OutputFormat, Platform, Unsuppressable, listed
from cko_lint.errors import UsageError
from cko_lint.findings import Finding, Severity
from cko_lint.project.files import CACHE_FOLDER
from cko_lint.report.selection import ALL, Rules, codes_of, longest_fit
from cko_lint.sources.excludes import DEFAULT_EXCLUDES, Excludes

RULE_SETTINGS = ("select", "extend-select", "ignore", "per-file-ignores")
"""The settings that name rules."""
_ADDED = frozenset(
    {"extend_select", "extend_exclude", "per_file_ignores", "overrides", "extra_hosts", "request_functions"}
)
"""The settings that are added to what another file, or the settings around an override, says of them."""

Override = tuple[str, tuple[tuple[str, object], ...]]
"""A pattern, and the values of fields for the files that it matches."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that options and the settings file can say.

    `select` None means every rule that is not pedantic. `root` is the folder that patterns are relative to, by default
    the working directory; `file` is the settings file, if there is one. Without `ignores`, comments and baselines suppress nothing,
    without `baselines` the latter, without `hides_known` those of cko-lint itself.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    overrides: tuple[Override, ...] = ()
    pedantic: bool = False
    include: tuple[str, ...] | None = None
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    platform: str | None = None
    extra_hosts: tuple[tuple[str, str], ...] = ()
    url_variables: tuple[str, ...] = ()
    request_functions: tuple[tuple[str, str], ...] = ()
    output_format: OutputFormat = OutputFormat.FULL
    color: Color = Color.AUTO
    unsuppressable: tuple[Unsuppressable, ...] = ()
    min_severity: Severity = Severity.NOTE
    fail_on: Severity = Severity.WARNING
    exit_zero: bool = False
    show_unresolved: bool = False
    ignores: bool = True
    baselines: bool = True
    hides_known: bool = True
    cache_dir: str | None = None
    cache: bool = True
    root: str = ""
    file: str | None = None

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

    def with_values(self, values: Mapping[str, object]) -> Settings:
        """Returns the settings with other values of some fields; lists that are added to keep what they have."""
        made = {name: (*getattr(self, name), *value) if name in _ADDED else value for name, value in values.items()}  # type: ignore[misc]
        return replace(self, **made)  # type: ignore[arg-type]  # each reader returns its field's type

    def for_file(self, path: str) -> Settings:
        """Returns the settings for a file, by its real path: those that `overrides` has for it are over the others."""
        found = self
        for pattern, values in self.overrides:
            if Excludes([pattern], root=self.root).hide(path):
                found = found.with_values(dict(values))
        return found

    @property
    def excludes(self) -> Excludes:
        """The patterns of files that are left out."""
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

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """Returns the rules that are off for a file, by its real path, and on for others."""
        return tuple(
            code
            for pattern, codes in self.per_file_ignores
            if Excludes([pattern], root=self.root).hide(path)
            for code in codes
        )

    def __post_init__(self) -> None:
        """Raises UsageError for an unknown platform."""
        if self.platform not in (None, *(platform.value for platform in Platform)):
            raise UsageError(f"platform must be one of {listed(Platform)}, not {self.platform!r}")
