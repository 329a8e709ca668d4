"""The command line: `check` finds, `rule` explains, `clean` removes the cache, `plugin-path` is for detect-secrets."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn, TextIO

from cko_lint import __version__, run
from cko_lint.config import settings as config
from cko_lint.config.settings import Color, OutputFormat, Settings
from cko_lint.errors import UsageError
from cko_lint.findings import Severity
from cko_lint.project.index import Indexes
from cko_lint.project.started import Started
from cko_lint.report.selection import UnknownRule
from cko_lint.sources.scan import STDIN
from cko_lint.spelling import did_you_mean, nearest

if TYPE_CHECKING:
    from cko_lint.output.report import Report
    from cko_lint.project.clean import Cleaned
    from cko_lint.rules import RuleInfo

COMMANDS = ("check", "rule", "clean", "plugin-path")


def main(arguments: Sequence[str], started: Started | None = None) -> int:
    """Runs a command line; returns its exit code.

    `started` is the scan of the files that the arguments name, if that was done already.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # names of files may be any bytes
    try:
        options = _parser().parse_args(_with_hint(arguments))
        return options.run(options, started)  # type: ignore[no-any-return]
    except UsageError as error:
        return _complain(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _complain(f"{where}{error.strerror or error}")
    except Exception as error:  # a defect of this program: the text of an exception may hold a key, its place cannot
        return _complain(f"internal error: {_place_of(error)}; please report it")


def _check(options: argparse.Namespace, started: Started | None) -> int:
    paths: list[str] = options.paths
    began = time.perf_counter()
    settings = _settings(options)
    stdin = None
    if STDIN in paths and (options.staged or options.diff is not None):
        raise UsageError("--staged and --diff read git's objects, and not standard input")
    if STDIN in paths:
        stdin = run.read_stdin(options.stdin_filename, sys.stdin.buffer)
    if options.staged or options.diff is not None:
        from cko_lint.sources import git

        found = git.scan(paths, settings.excludes, settings.force_exclude, options.staged, options.diff)
        started = Started(found, Indexes(settings.cache_folder))
    outcome = run.run(paths, settings, stdin, started)
    _write(outcome, settings, options)
    if options.verbose:
        seconds = time.perf_counter() - began
        from cko_lint.output.report import path_text

        print(f"cko-lint: {path_text(settings.root) or 'no settings file'}; {seconds:.2f} s", file=sys.stderr)
    for path in outcome.failed:
        _complain(f"the analysis of {path} failed, so its findings are incomplete")
    return outcome.exit_code(settings)


def _write(outcome: run.Run, settings: Settings, options: argparse.Namespace) -> None:
    if options.output_file:
        text = _rendered(outcome.report, settings, False, options.quiet)
        with open(options.output_file, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
        return
    sys.stdout.write(_rendered(outcome.report, settings, _is_colored(settings.color, sys.stdout), options.quiet))
    sys.stdout.flush()


def _rendered(report: Report, settings: Settings, colored: bool, quiet: bool) -> str:
    match settings.output_format:
        case OutputFormat.JSON:
            from cko_lint.output import json as format_json

            return format_json.render(report)
        case OutputFormat.CONCISE:
            from cko_lint.output import concise

            return concise.render(report)
        case OutputFormat.FULL:
            from cko_lint.output import full

            return full.render(report, full.COLORED if colored else full.PLAIN) + (
                "" if quiet else full.closing(report)
            )


def _is_colored(color: Color, stream: TextIO) -> bool:
    """Whether to colour; `NO_COLOR` and `FORCE_COLOR` decide where nobody asked (no-color.org, force-color.org)."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _settings(options: argparse.Namespace) -> Settings:
    """The settings file's say, and over it the command line's."""
    if options.isolated and options.config:
        raise UsageError("--isolated and --config exclude each other")
    paths = [options.stdin_filename] if options.stdin_filename else options.paths
    settings = Settings() if options.isolated else config.load(paths, options.config, run.catalogue)
    settings = _with_cache(settings, options)
    changes: dict[str, object] = {}
    for name in ("include", "exclude", "output_format", "color", "fail_on"):
        if (value := getattr(options, name)) is not None:
            changes[name] = value
    for name in ("pedantic", "show_unresolved", "force_exclude", "exit_zero"):
        if getattr(options, name):
            changes[name] = True
    if options.select is not None:  # who selects by hand starts afresh
        changes.update(select=options.select, extend_select=options.extend_select, ignore=options.ignore)
    else:
        changes.update(
            extend_select=settings.extend_select + options.extend_select, ignore=settings.ignore + options.ignore
        )
    changes.update(extend_exclude=settings.extend_exclude + options.extend_exclude, ignores=not options.no_ignores)
    return replace(settings, **changes)  # type: ignore[arg-type]  # each option has its field's type


def _with_cache(settings: Settings, options: argparse.Namespace) -> Settings:
    """The settings with what the environment, and over it the command line, say of the cache."""
    settings = config.with_environment(settings)
    if options.cache_dir is not None:
        settings = replace(settings, cache_dir=os.path.abspath(options.cache_dir))
    return replace(settings, cache=False) if options.no_cache else settings


def _clean(options: argparse.Namespace, started: Started | None) -> int:
    from cko_lint.project.clean import clean
    from cko_lint.project.roots import project_root

    for path in options.paths:
        if not os.path.exists(path):
            raise UsageError(f"{path} does not exist")
    settings = replace(_with_cache(config.load(options.paths, options.config), options), cache=True)
    starts = [path if os.path.isdir(path) else os.path.dirname(path) for path in options.paths or [""]]
    projects = [project_root(os.path.realpath(start)) for start in starts]
    for folder in dict.fromkeys(settings.cache_folder(project) for project in projects):
        if folder is not None:
            print(_cleaned(folder, clean(folder)))
    return 0


def _cleaned(folder: str, outcome: Cleaned) -> str:
    from cko_lint.output.report import path_text, printable
    from cko_lint.sources.scan import shown

    place = printable(path_text(shown(folder)))
    if not outcome.found:
        return f"Nothing to remove: {place} is {'no folder' if os.path.lexists(folder) else 'not there'}"
    files = f"{outcome.files} file{'' if outcome.files == 1 else 's'}"
    if outcome.folder:
        return f"Removed {place} ({files})"
    return f"Removed {files} from {place}; kept the folder, which holds other files"


def _rule(options: argparse.Namespace, started: Started | None) -> int:
    from cko_lint.rules import CATALOGUE, RULES

    rules: Sequence[RuleInfo] = RULES
    if options.rule is not None and not options.all:
        rule = CATALOGUE.get(options.rule) or CATALOGUE.get(options.rule.upper())
        if rule is None:
            raise UnknownRule(options.rule, CATALOGUE.nearest(options.rule))
        rules = [rule]
    elif not options.all:
        raise UsageError("name a rule, such as CKO101, or give --all")
    if options.output_format == "json":
        described = [_described(rule) for rule in rules]
        print(json.dumps(described if options.all else described[0], indent=2))
    elif options.all:
        for rule in rules:
            pedantic = ", pedantic" if rule.pedantic else ""
            print(f"{rule.code}  {rule.name}  ({rule.severity.value}{pedantic})  {_first_line(rule.doc)}")
    else:
        pedantic = ", pedantic: off unless selected" if rules[0].pedantic else ""
        print(f"{rules[0].name} ({rules[0].code}, {rules[0].severity.value}{pedantic})\n\n{rules[0].doc.strip()}")
    return 0


def _plugin_path(options: argparse.Namespace, started: Started | None) -> int:
    print(os.path.join(os.path.dirname(os.path.abspath(__file__)), "detect_secrets_plugin.py"))
    return 0


def _described(rule: RuleInfo) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "pedantic": rule.pedantic,
        "summary": _first_line(rule.doc),
        "doc": rule.doc.strip(),
    }


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else ""


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="cko-lint", description="Finds mistakes in Python code that talks to Checkout.com.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"cko-lint {__version__}")
    commands = parser.add_subparsers(metavar="{check,rule,clean,plugin-path}", required=True, dest="command")
    _add_check(commands.add_parser("check", help="check files and folders", allow_abbrev=False))
    rule = commands.add_parser("rule", help="explain a rule", allow_abbrev=False)
    rule.add_argument("rule", nargs="?", metavar="CODE", help="a code or a name, such as CKO101")
    rule.add_argument("--all", action="store_true", help="list every rule")
    rule.add_argument("--output-format", choices=("text", "json"), default="text")
    rule.set_defaults(run=_rule)
    clean = commands.add_parser("clean", help="remove the cache of a project", allow_abbrev=False)
    clean.add_argument("paths", nargs="*", metavar="PATH", help="files and folders of the project (default: .)")
    clean.add_argument("--cache-dir", metavar="DIR", help="the folder to clean, instead of that of the settings")
    clean.add_argument("--config", metavar="FILE", help="read this settings file, and no other")
    clean.set_defaults(run=_clean, no_cache=False)
    plugin = commands.add_parser(
        "plugin-path", help="print the path of the detector for detect-secrets", allow_abbrev=False
    )
    plugin.set_defaults(run=_plugin_path)
    return parser


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_check)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, or - for standard input (default: .)")

    rules = parser.add_argument_group("rules")
    codes = {"metavar": "CODES", "type": _items}
    rules.add_argument("--select", **codes, action=_Extend, help="only these: codes or their beginnings, or ALL")  # type: ignore[arg-type]
    rules.add_argument("--extend-select", **codes, action=_Extend, default=(), help="these as well")  # type: ignore[arg-type]
    rules.add_argument("--ignore", **codes, action=_Extend, default=(), help="not these")  # type: ignore[arg-type]
    rules.add_argument("--pedantic", action="store_true", help="also what is only often a mistake")
    rules.add_argument("--no-ignores", action="store_true", help="show what suppression comments hide")
    rules.add_argument(
        "--show-unresolved", action="store_true", help="list the requests that could not be judged, and why"
    )

    files = parser.add_argument_group("files")
    patterns = {"metavar": "PATTERNS", "type": _items, "action": _Extend}
    files.add_argument("--include", **patterns, help="read these in folders, instead of the known kinds")  # type: ignore[arg-type]
    files.add_argument("--exclude", **patterns, help="leave these out, instead of the usual folders")  # type: ignore[arg-type]
    files.add_argument("--extend-exclude", **patterns, default=(), help="leave these out as well")  # type: ignore[arg-type]
    files.add_argument("--force-exclude", action="store_true", help="excludes hold for explicitly named files, too")
    files.add_argument("--staged", action="store_true", help="what git will commit, as the index has it")
    files.add_argument("--diff", metavar="REV", help="only what is on lines that were added since a revision")
    files.add_argument("--stdin-filename", metavar="PATH", help="the name of what comes in by -")

    output = parser.add_argument_group("output")
    output.add_argument("--output-format", type=_one_of(OutputFormat), metavar="FORMAT", help="full, concise or json")
    output.add_argument("--output-file", metavar="FILE", help="write there instead of to standard output")
    output.add_argument("--color", type=_one_of(Color), metavar="WHEN", help="auto, always or never")
    output.add_argument("-q", "--quiet", action="store_true", help="no closing line")
    output.add_argument("-v", "--verbose", action="store_true", help="also say what was done, on standard error")

    outcome = parser.add_argument_group("exit code")
    outcome.add_argument("--exit-zero", action="store_true", help="0 whatever is found")
    outcome.add_argument(
        "--fail-on", type=_one_of(Severity), metavar="LEVEL", help="the mildest level that fails: error, warning, note"
    )

    cache = parser.add_argument_group("cache")
    cache.add_argument("--cache-dir", metavar="DIR", help="keep there what speeds up the next run (CKO_LINT_CACHE_DIR)")
    cache.add_argument("--no-cache", action="store_true", help="neither read nor write the cache (CKO_LINT_NO_CACHE)")

    settings = parser.add_argument_group("settings")
    settings.add_argument("--config", metavar="FILE", help="read this settings file, and no other")
    settings.add_argument("--isolated", action="store_true", help="read no settings file")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments without repeating a key that is among them."""

    def error(self, message: str) -> NoReturn:
        """Ends the program."""
        from cko_lint.output.report import path_text

        super().error(path_text(message))


class _Extend(argparse.Action):
    """Collects the items of an option that is given several times; the first time replaces the default."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Adds the items of one occurrence."""
        assert isinstance(values, tuple)
        setattr(namespace, self.dest, (*(getattr(namespace, self.dest) or ()), *values))


def _items(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",") if item.strip())


def _one_of(words: type[OutputFormat] | type[Color] | type[Severity]) -> Callable[[str], object]:
    def read(text: str) -> object:
        try:
            return words(text)
        except ValueError:
            names = [word.value for word in words]
            message = f"{text!r} is none of {', '.join(names)}{did_you_mean(nearest(text, names))}"
            raise argparse.ArgumentTypeError(message) from None

    return read


def _with_hint(arguments: Sequence[str]) -> Sequence[str]:
    """Returns the arguments; raises UsageError where the command was forgotten or misspelt."""
    first = next((argument for argument in arguments if not argument.startswith("-")), None)
    if first is None or first in COMMANDS:
        return arguments
    if os.path.exists(first):
        raise UsageError(f"there is no command {first!r}; did you mean 'cko-lint check {first}'?")
    raise UsageError(f"there is no command {first!r}{did_you_mean(nearest(first, COMMANDS))}")


def _complain(message: str) -> int:
    from cko_lint.output.report import path_text, printable

    print(f"cko-lint: {printable(path_text(message))}", file=sys.stderr)
    return 2


def _place_of(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{where}"
