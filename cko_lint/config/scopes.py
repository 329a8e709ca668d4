"""Which settings each file is judged by: those of the nearest settings file above it.

So a file gets the same verdict in a run over a whole repository as in one of its own. What counts once a run, such as the
output format, is said by the settings that are nearest to all paths.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from cko_lint.config import settings as config
from cko_lint.config import settings_file
from cko_lint.config.fields import Settings
from cko_lint.errors import UsageError
from cko_lint.findings import Finding
from cko_lint.report.selection import Rules, covers
from cko_lint.sources import prefilter
from cko_lint.sources.excludes import Excludes, NestedExcludes

Overlay = Callable[[Settings], Settings]
"""What the command line makes of the settings of a file."""


def _unchanged(settings: Settings) -> Settings:
    return settings


class Scopes:
    """The settings of a run, and those of each file."""

    def __init__(
        self,
        run: Settings,
        rules: Callable[[], Rules],
        overlay: Overlay = _unchanged,
        is_fixed: bool = True,
    ) -> None:
        """`run` are the settings of the run without the `overlay`; if they are `is_fixed`, every file is judged by them."""
        self._rules = rules
        self._overlay = overlay
        self._own = run
        self.jobs: int | None = 1
        """How many processes may analyse the projects of a run; None for as many as are of use."""
        self._is_fixed = is_fixed
        self._nearest = settings_file.Nearest()
        self._of_folders: dict[str, Settings] = {}
        self._loaded: dict[str | None, Settings | None] = {None: None}
        if not is_fixed and run.file is not None:
            self._loaded[run.file] = run
        self._judging: dict[tuple[str, int], Settings] = {}
        self._excludes: dict[str, Excludes] = {}
        self._ignored: dict[str, tuple[str, ...]] = {}
        self._words: dict[str, tuple[str, ...]] = {}

    @classmethod
    def nearest_to(cls, paths: Iterable[str], rules: Callable[[], Rules], overlay: Overlay) -> Scopes:
        """Returns the settings of a run over some paths, in which each file is judged by its own."""
        return cls(config.load(paths, rules=rules), rules, overlay, is_fixed=False)

    def __reduce__(self) -> tuple[type[Scopes], tuple[object, ...]]:
        """Another process is given what was said, and reads the settings of each file itself."""
        return Scopes, (self._own, self._rules, self._overlay, self._is_fixed)

    @cached_property
    def run(self) -> Settings:
        """The settings that count once a run."""
        return self._overlay(self._own).by_code(self._rules)

    def of(self, path: str) -> Settings:
        """Returns the settings that a file is judged by, given its path."""
        absolute = os.path.realpath(path)
        around = self._around(os.path.dirname(absolute))
        key = (absolute if around.overrides else "", id(around))
        if key not in self._judging:
            self._judging[key] = self._overlay(around.for_file(absolute)).by_code(self._rules)
        return self._judging[key]

    def reports(self, code: str, path: str) -> bool:
        """Whether a rule is on for a file."""
        if path not in self._ignored:
            self._ignored[path] = self.of(path).ignored_in(os.path.realpath(path))
        return self.of(path).selects(code) and not covers(self._ignored[path], code)

    def refuses(self, finding: Finding) -> bool:
        """Whether a finding cannot be suppressed."""
        return self.of(finding.location.path).refuses(finding)

    def shows(self, finding: Finding) -> bool:
        """Whether a finding is reported: its rule is on where it stands, and it is bad enough and certain enough."""
        settings = self.of(finding.location.path)
        is_certain = settings.pedantic or settings.names(finding.code) or not finding.pedantic
        is_bad_enough = finding.severity.rank <= settings.min_severity.rank
        return is_certain and is_bad_enough and self.reports(finding.code, finding.location.path)

    def fails(self, finding: Finding) -> bool:
        """Whether a finding fails the run."""
        settings = self.of(finding.location.path)
        return finding.severity.rank <= settings.fail_on.rank and not settings.exit_zero

    @cached_property
    def excludes(self) -> Excludes | NestedExcludes:
        """The patterns of the files that are left out."""
        return self.run.excludes if self._is_fixed else NestedExcludes(self._excludes_of)

    def dependencies(self, folders: Iterable[str]) -> list[tuple[str, object]]:
        """Returns what of the settings of some folders changes facts, and what rules make of them, if it is no default."""
        found = ((folder, _that_matters(self._overlay(settings))) for folder, settings in self._all(folders))
        return [(folder, matters) for folder, matters in found if matters != _that_matters(Settings())]

    def baseline_folders(self, folders: Iterable[str]) -> list[str | None]:
        """Returns where the secrets are listed that are accepted in files of some folders; None if nothing is."""
        if not (self.run.ignores and self.run.baselines):
            return [None]
        return list(dict.fromkeys(settings.root for _, settings in self._all(folders)))

    def words(self, folders: Iterable[str]) -> list[str]:
        """Returns the hosts and variables that the settings of some folders add to what speaks of Checkout.com."""
        hosts, variables, _ = self.added(folders)
        return sorted({host.partition(":")[0] for host in hosts} | {name.rpartition(".")[2] for name in variables})

    def added(self, folders: Iterable[str]) -> tuple[dict[str, str], frozenset[str], dict[str, str]]:
        """Returns the hosts, the variables and the functions that the settings of some folders add, all together."""
        hosts: dict[str, str] = {}
        variables: set[str] = set()
        functions: dict[str, str] = {}
        for _, settings in self._all(folders):
            overridden = (settings.with_values(dict(values)) for _, values in settings.overrides)
            for one in map(self._overlay, (settings, *overridden)):
                hosts |= dict(one.extra_hosts)
                variables.update(one.url_variables)
                functions |= dict(one.request_functions)
        return hosts, frozenset(variables), functions

    def prepare(self, path: str) -> None:
        """Makes the prefilter take the words for Checkout.com's that the settings of a file add."""
        folder = os.path.dirname(path)
        if folder not in self._words:
            self._words[folder] = tuple(self.words([folder]))
        prefilter.use(self._words[folder])

    def _all(self, folders: Iterable[str]) -> Iterator[tuple[str, Settings]]:
        for folder in folders:
            try:
                yield folder, self._around(folder)
            except UsageError:  # said if a file in the folder is judged
                continue

    def _around(self, folder: str) -> Settings:
        """Returns the settings of the nearest file, without what it says of single files and without the command line's."""
        if self._is_fixed:
            return self._own
        if folder not in self._of_folders:
            self._of_folders[folder] = self._load(self._nearest.to(folder)) or self._without_file
        return self._of_folders[folder]

    def _load(self, file: str | None) -> Settings | None:
        """Returns the settings of a file, or of the next one above it that has some."""
        if file not in self._loaded:
            assert file is not None
            found = config.from_file(file, self._rules, required=False)
            above = os.path.dirname(os.path.dirname(file))
            is_top = above == os.path.dirname(file)
            self._loaded[file] = found or (None if is_top else self._load(self._nearest.to(above)))
        return self._loaded[file]

    @cached_property
    def _without_file(self) -> Settings:
        return Settings()

    def _excludes_of(self, folder: str) -> Excludes:
        settings = self._around(folder)
        key = settings.file or ""
        if key not in self._excludes:
            self._excludes[key] = self._overlay(settings).excludes
        return self._excludes[key]


def _that_matters(settings: Settings) -> object:
    """Returns what of settings is not applied to findings later."""
    return (
        settings.platform, settings.unsuppressable, settings.extra_hosts, settings.url_variables,
        settings.request_functions, settings.overrides,
    )  # fmt: skip
