"""Printing and logging: nothing comes back, and keys must not go in."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.terms import Term

LOG_METHODS = frozenset(
    {"debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log", "msg", "trace", "success"}
)


# What gives a logger: Celery's, Prefect's, those of the standard library and what is made like it.
_MAKING = (
    "get_task_logger",
    "get_run_logger",
    "get_logger",
    "getLogger",
    "LoggerAdapter",
    "Logger",
    "get_dagster_logger",
)


SHOWING = (
    "pprint.pprint",
    "pprint.pp",
    "click.echo",
    "click.secho",
    "typer.echo",
    "typer.secho",
    "rich.print",
    "rich.print_json",
    "rich.pretty.pprint",
    "sys.stdout.write",
    "sys.stderr.write",
    "sys.__stdout__.write",
    "sys.__stderr__.write",
    "devtools.debug",
    "icecream.ic",
)
"""Functions that show what they are given to the user who has started the program."""
_CONSOLES = ("rich.console.Console", "rich.get_console", "pprint.PrettyPrinter")


def shows(receiver: Term, name: str) -> bool:
    """Whether a method of something unknown shows what it is given: of a console, of a stream that is called so."""
    made_by = receiver.parts[0] if receiver.kind == "call" and receiver.parts else None
    if isinstance(made_by, v.External) and made_by.name in _CONSOLES:
        return name in ("print", "log", "pprint", "print_json", "out")
    return name == "write" and receiver.kind == "attribute" and receiver.parts[-1] in ("stdout", "stderr")


def is_log(name: str, short: str) -> bool:
    """Whether a full name is a function that logs."""
    first, _, rest = name.partition(".")
    if rest.rpartition(".")[0].rpartition(".")[2] in _MAKING and short in LOG_METHODS:
        return True
    if rest.rpartition(".")[0].rpartition(".")[2] in ("logger", "log"):  # `flask.current_app.logger`
        return short in LOG_METHODS
    return first in ("logging", "loguru", "structlog", "warnings", "syslog") and short in LOG_METHODS


def says_log(receiver: Term) -> bool:
    """Whether the name of something unknown, or of what has made it, says that it is a logger."""
    made_by = receiver.parts[0] if receiver.kind == "call" and receiver.parts else None
    if isinstance(made_by, v.External) and made_by.name.rsplit(".", 1)[-1] in _MAKING:
        return True
    name = receiver.parts[-1] if receiver.parts and isinstance(receiver.parts[-1], str) else ""
    return name.lower().strip("_") in ("log", "logger", "logging") or name.lower().endswith(("logger", "_log"))


def logged(engine: Engine, made: Call) -> v.Value:
    """A call that prints or logs; it gives nothing. What is printed into a file or a text is not shown to anybody."""
    for alternative in made.arguments.keywords.get("file", ()):
        if alternative.content is not None and getattr(alternative.content, "name", "") not in (
            "sys.stdout",
            "sys.stderr",
            "sys.__stdout__",
            "sys.__stderr__",
        ):
            return v.NONE
    engine.models.logged(engine, made.arguments.all(), made.node, made.frame)
    return v.NONE


class Logger(v.LibraryObject):
    """A logger: what its methods are given is shown to somebody."""

    __slots__ = ()

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Logs, or makes another logger."""
        return v.only(self) if name in ("bind", "getChild", "new", "opt") else logged(engine, call)


def nothing(engine: Engine, made: Call) -> v.Value:
    """A call that gives nothing."""
    return v.NONE
