"""The options of `cko-lint check`, and the settings that they make together with the settings file."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from functools import partial

from cko_lint import run
from cko_lint.commands.arguments import Extend, OneOf, Parser, add_color, add_jobs, add_progress, add_severity, items
from cko_lint.commands.writing import target
from cko_lint.config import settings as config
from cko_lint.config.scopes import Scopes
from cko_lint.config.settings import Settings
from cko_lint.config.values import OutputFormat
from cko_lint.errors import UsageError
from cko_lint.findings import Severity
from cko_lint.report.selection import codes_of
from cko_lint.sources.excludes import refuse_pattern
from cko_lint.sources.lines import ColumnUnit

_OVERRIDING = ("include", "exclude", "output_format", "color", "min_severity", "fail_on")
_OF_RULES = ("select", "extend_select", "ignore")
_OF_PATTERNS = ("include", "exclude", "extend_exclude")
_SWITCHES = ("pedantic", "show_unresolved", "force_exclude", "exit_zero")


def add_options(parser: Parser) -> None:
    """Adds every option, in groups."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders to check, or - for standard input [default: .]"
    )
    _add_rules(parser)
    _add_files(parser)
    _add_output(parser)
    _add_fixes(parser)
    _add_exit_code(parser)
    _add_settings(parser)
    _add_cache(parser)


def _add_rules(parser: Parser) -> None:
    group = parser.add_argument_group(
        "rules", "RULES: comma-separated rule names, codes, or code prefixes; ALL for every rule"
    )
    rules = {"metavar": "RULES", "type": items, "action": Extend}
    group.add_argument("--select", **rules, help="report only these rules [default: ALL]")  # type: ignore[arg-type]
    group.add_argument("--extend-select", **rules, default=(), help="report these rules too")  # type: ignore[arg-type]
    group.add_argument("--ignore", **rules, default=(), help="do not report these rules")  # type: ignore[arg-type]
    group.add_argument("--pedantic", action="store_true", help="also report what is often, but not always, a mistake")
    group.add_argument(
        "--no-ignores", action="store_true", help="also report what suppression comments and baselines hide"
    )
    group.add_argument(
        "--add-ignores", metavar="REASON", help="add suppression comments for all findings, with this reason"
    )
    group.add_argument("--no-baseline", action="store_true", help="also report what baselines hide")
    group.add_argument(
        "--show-unresolved", action="store_true", help="list the requests that cannot be analysed, with the reason"
    )


def _add_files(parser: Parser) -> None:
    group = parser.add_argument_group("files", "PATTERNS: comma-separated, with the syntax of a .gitignore file")
    patterns = {"metavar": "PATTERNS", "type": items, "action": Extend}
    group.add_argument(
        "--include",
        **patterns,  # type: ignore[arg-type]
        help="files to read in folders [default: Python, notebooks, and configuration files]",
    )
    group.add_argument(
        "--exclude",
        **patterns,  # type: ignore[arg-type]
        help="files and folders to leave out [default: .venv, node_modules, build, and similar]",
    )
    group.add_argument(
        "--extend-exclude",
        **patterns,  # type: ignore[arg-type]
        default=(),
        help="files and folders to leave out in addition to those of --exclude",
    )
    group.add_argument(
        "--force-exclude", action="store_true", help="apply the exclude patterns to files named as PATH too"
    )
    group.add_argument("--staged", action="store_true", help="check the files staged in git, with their staged content")
    group.add_argument(
        "--since",
        metavar="REV",
        help="report only findings that involve lines added since the branch parted from REV, untracked files included",
    )
    group.add_argument("--stdin-filename", metavar="PATH", help="path to assume for standard input")


def _add_output(parser: Parser) -> None:
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output-format",
        type=OneOf(OutputFormat),
        metavar="FORMAT",
        help=f"{_words(OutputFormat)} [default: full] [env: CKO_LINT_OUTPUT_FORMAT]",
    )
    group.add_argument(
        "--output-file",
        metavar="FILE",
        help="file to write to [default: standard output] [env: CKO_LINT_OUTPUT_FILE]",
    )
    group.add_argument(
        "--output",
        type=target,
        action=Extend,
        default=(),
        metavar="FORMAT=FILE",
        help="also write this file, in this format; can be repeated",
    )
    add_severity(group, "--min-severity", "is reported", Severity.NOTE)
    group.add_argument(
        "--statistics", action="store_true", help="print how many findings each rule has, instead of the findings"
    )
    group.add_argument(
        "--column-unit",
        type=OneOf(ColumnUnit),
        metavar="UNIT",
        help="what columns count: characters, bytes (of UTF-8), or utf-16 [default: characters]",
    )
    add_color(group)
    group.add_argument("-q", "--quiet", action="store_true", help="do not print the summary line")
    add_jobs(group)
    add_progress(group)
    group.add_argument(
        "-v", "--verbose", action="store_true", help="print the settings folder and the time taken, on standard error"
    )


def _add_fixes(parser: Parser) -> None:
    group = parser.add_argument_group("fixes")
    group.add_argument("--fix", action="store_true", help="apply the safe fixes, and report what is left")
    group.add_argument(
        "--unsafe-fixes", action="store_true", help="with --fix or --diff, also the fixes that may need more work"
    )
    group.add_argument("--diff", action="store_true", help="show what --fix would change as a diff, and change nothing")


def _add_exit_code(parser: Parser) -> None:
    group = parser.add_argument_group("exit code")
    add_severity(group, "--fail-on", "fails the run", Severity.WARNING)
    group.add_argument("--exit-zero", action="store_true", help="exit with 0 even if there are findings")


def _add_settings(parser: Parser) -> None:
    group = parser.add_argument_group("settings")
    group.add_argument(
        "--config",
        action="append",
        metavar="FILE|KEY=VALUE",
        help="settings file to read, or a setting, such as platform=previous [default: the nearest file above each file]",
    )
    group.add_argument("--isolated", action="store_true", help="read neither a settings file nor a baseline")
    group.add_argument(
        "--show-settings", action="store_true", help="print the settings of each PATH, as TOML, and stop"
    )
    group.add_argument("--show-files", action="store_true", help="list the files that would be checked, and stop")


def _add_cache(parser: Parser) -> None:
    group = parser.add_argument_group("cache")
    group.add_argument(
        "--cache-dir",
        metavar="DIR",
        help="cache folder [default: .cko_lint_cache beside the settings file] [env: CKO_LINT_CACHE_DIR]",
    )
    group.add_argument(
        "--no-cache", action="store_true", help="do not read or write the cache [env: CKO_LINT_NO_CACHE]"
    )


def _words(words: type[Enum]) -> str:
    *others, last = (word.value for word in words)
    return f"{', '.join(others)}, or {last}"


def _read_environment(options: argparse.Namespace) -> None:
    """Fills in what environment variables say of the output, where no option does."""
    named = os.environ.get("CKO_LINT_OUTPUT_FORMAT")
    if named and options.output_format is None:
        try:
            options.output_format = OneOf(OutputFormat)(named)
        except argparse.ArgumentTypeError as error:
            raise UsageError(f"CKO_LINT_OUTPUT_FORMAT: {error}") from None
    options.output_file = options.output_file or os.environ.get("CKO_LINT_OUTPUT_FILE")


def scopes_of(options: argparse.Namespace) -> Scopes:
    """Returns the settings of each file: the environment is over its settings file, and the command line over both."""
    files, assigned = _configured(options.config or ())
    if options.isolated and files:
        raise UsageError("--isolated and --config FILE cannot be used together")
    _read_environment(options)
    _refuse_wrong(options, _OF_RULES, _check_rules)
    _refuse_wrong(options, _OF_PATTERNS, _check_patterns)
    overlay = partial(_overlaid, options, assigned)
    if options.isolated or files:
        settings = config.load(file=files[0], rules=run.catalogue) if files else Settings()
        scopes = Scopes(settings, run.catalogue, overlay)
    else:
        paths = [options.stdin_filename] if options.stdin_filename else options.paths
        scopes = Scopes.nearest_to(paths, run.catalogue, overlay)
    scopes.jobs = options.jobs
    return scopes


def _overlaid(options: argparse.Namespace, assigned: Mapping[str, object], settings: Settings) -> Settings:
    return _overridden(settings.with_values(assigned), options)


def _configured(given: Sequence[str]) -> tuple[list[str], dict[str, object]]:
    """Returns the settings files, of which there is at most one, and the single settings that `--config` names."""
    files = [one for one in given if "=" not in one or os.path.exists(one)]
    if len(files) > 1:
        raise UsageError("--config can name only one settings file")
    assigned: dict[str, object] = {}
    for text in given:
        if text not in files:
            assigned |= config.from_text(text)
    return files, assigned


def _overridden(settings: Settings, options: argparse.Namespace) -> Settings:
    settings = config.with_environment(settings, options.cache_dir)
    changes: dict[str, object] = {name: value for name in _OVERRIDING if (value := getattr(options, name)) is not None}
    changes |= {name: True for name in _SWITCHES if getattr(options, name)}
    changes |= _selection(settings, options)
    changes |= {
        "extend_exclude": settings.extend_exclude + options.extend_exclude,
        "ignores": not options.no_ignores,
        "baselines": not (options.no_baseline or options.isolated),
        "cache": settings.cache and not options.no_cache,
    }
    return replace(settings, **changes)  # type: ignore[arg-type]  # each option has its field's type


def _refuse_wrong(options: argparse.Namespace, names: Iterable[str], check: Callable[[Sequence[str]], object]) -> None:
    """Raises UsageError, with the name of the option, for what `check` raises one."""
    for name in names:
        try:
            check(getattr(options, name) or ())
        except UsageError as error:
            raise UsageError(f"--{name.replace('_', '-')}: {error}") from None


def _check_rules(named: Sequence[str]) -> None:
    if named:  # else the rules need not be imported
        codes_of(named, run.catalogue())


def _check_patterns(patterns: Sequence[str]) -> None:
    for pattern in patterns:
        refuse_pattern(pattern)


def _selection(settings: Settings, options: argparse.Namespace) -> dict[str, tuple[str, ...]]:
    """Returns which rules are on; `--select` replaces all that the settings file says of that."""
    if options.select is not None:
        return {"select": options.select, "extend_select": options.extend_select, "ignore": options.ignore}
    return {
        "extend_select": settings.extend_select + options.extend_select,
        "ignore": settings.ignore + options.ignore,
    }
