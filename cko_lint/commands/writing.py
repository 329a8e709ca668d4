"""Where a report goes: to standard output or a file, and to further files in other formats beside that."""

from __future__ import annotations

import argparse
import errno
import os
from dataclasses import dataclass, replace
from typing import TextIO

from cko_lint.commands.terminal import has_links, is_ci, is_colored
from cko_lint.config.settings import Settings
from cko_lint.config.values import OutputFormat, listed
from cko_lint.errors import UsageError
from cko_lint.output import formats
from cko_lint.output.report import Links, Report
from cko_lint.sources.lines import ColumnUnit
from cko_lint.sources.rewriting import replace_file

_WITH_STATISTICS = (OutputFormat.FULL, OutputFormat.CONCISE, OutputFormat.GROUPED, OutputFormat.JSON)
_WITH_SUMMARY = (OutputFormat.FULL, OutputFormat.GROUPED)


@dataclass(frozen=True, slots=True)
class Target:
    """A file to write, and in which format: an argument of `--output`."""

    format: OutputFormat
    path: str


def target(text: str) -> tuple[Target]:
    """Reads `FORMAT=FILE`; raises ArgumentTypeError for anything else."""
    name, equals, path = text.partition("=")
    if not equals or not path:
        raise argparse.ArgumentTypeError(f"{text!r} is not FORMAT=FILE, such as sarif=report.sarif")
    try:
        return (Target(OutputFormat(name), path),)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{name!r} is not one of {listed(OutputFormat)}") from None


def check_targets(options: argparse.Namespace, settings: Settings) -> None:
    """Raises UsageError for what cannot be written together, before a run takes its time."""
    paths = [target.path for target in options.output]
    if options.output_file:
        paths.append(options.output_file)
    files = [os.path.realpath(path) for path in paths]
    twice = next((path for path, file in zip(paths, files, strict=True) if files.count(file) > 1), None)
    if twice is not None:
        raise UsageError(f"--output: two reports for one file: {twice}")
    if options.statistics and settings.output_format not in _WITH_STATISTICS:
        names = ", ".join(word.value for word in _WITH_STATISTICS)
        raise UsageError(f"--statistics has only the formats {names}, not {settings.output_format.value}")


def write(report: Report, options: argparse.Namespace, settings: Settings, stream: TextIO) -> str:
    """Writes all files that were asked for, and then what is printed to a stream; returns that."""
    report = replace(report, column_unit=options.column_unit or ColumnUnit.CHARACTERS)
    for target in options.output:
        write_file(target.path, _plain(report, target.format), "--output")
    if options.output_file:
        write_file(options.output_file, _printed(report, settings, options, Links.NONE, False), "--output-file")
        return ""
    colored = is_colored(settings.color, stream)
    text = _printed(report, settings, options, _links(settings, stream), colored)
    stream.write(text)
    stream.flush()
    return text


def put(text: str, options: argparse.Namespace, stream: TextIO) -> None:
    """Writes a text that is no report where the report would go."""
    if options.output_file:
        write_file(options.output_file, text, "--output-file")
        return
    stream.write(text)
    stream.flush()


def _links(settings: Settings, stream: TextIO) -> Links:
    if has_links(settings.color, stream):
        return Links.HYPERLINKS
    return Links.URLS if is_ci() else Links.NONE


def _printed(report: Report, settings: Settings, options: argparse.Namespace, links: Links, colored: bool) -> str:
    report = replace(report, links=links)
    form = settings.output_format
    text = _statistics(report, form) if options.statistics else _findings(report, form, colored)
    return text if options.quiet else text + _closing(report, form)


def _findings(report: Report, form: OutputFormat, colored: bool) -> str:
    if form is not OutputFormat.FULL:
        return formats.render(report, form.value)
    from cko_lint.output import full

    return full.render(report, full.COLORED if colored else full.PLAIN)


def _statistics(report: Report, form: OutputFormat) -> str:
    from cko_lint.output import statistics

    return statistics.render_json(report) if form is OutputFormat.JSON else statistics.render(report)


def _plain(report: Report, form: OutputFormat) -> str:
    return formats.render(report, form.value) + _closing(report, form)


def _closing(report: Report, form: OutputFormat) -> str:
    if form not in _WITH_SUMMARY:
        return ""
    from cko_lint.output import full

    return full.closing(report)


def write_file(path: str, text: str, option: str) -> None:
    """Writes a file, all of it or nothing; raises UsageError, with the name of the option, if that is not possible."""
    try:
        _write(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UsageError(f"{option}: cannot write {path}: {error.strerror or error}") from None


def _write(path: str, data: bytes) -> None:
    if _is_device(path):
        _write_into(path, data)
        return
    try:
        replace_file(path, data)
    except OSError as error:
        if error.errno not in _NOT_REPLACED or not os.path.exists(path):
            raise
        _write_into(path, data)


_NOT_REPLACED = (errno.EACCES, errno.EPERM, errno.EBUSY)
"""What is raised where a file may be written to, but its folder may not, and for a file that is mounted."""


def _is_device(path: str) -> bool:
    """Whether a path is no file that could be replaced: a terminal, a pipe, or what the shell has redirected."""
    is_file = os.path.isfile(path) or not os.path.exists(path)
    return not is_file or os.path.abspath(path).startswith(_STREAMS)


_STREAMS = ("/dev/fd/", "/dev/std", "/proc/")
"""What names a stream that may have been redirected into a file; in `/dev/shm` are files like any others."""


def _write_into(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)
