"""The options of commands: argparse, click, typer. An option is what the user gives, or its default if there is one."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import symbol
from cko_lint.models.model import Model, first
from cko_lint.models.settings.environment import variable
from cko_lint.models.settings.namespaces import Namespace

_SHARED = ("add_argument_group", "add_mutually_exclusive_group", "add_subparsers", "add_parser")
_PARSED = ("parse_args", "parse_known_args", "parse_intermixed_args")
_FLAGS = ("store_true", "store_false", "count", "append", "append_const", "extend", "version", "help")

# ------------------------------------------------------------------------ argparse


class Parser(v.LibraryObject):
    """A parser of arguments, with its options; its groups and commands are as good as the parser itself."""

    __slots__ = ("module", "options")

    def __init__(self, options: v.Mapping, module: str) -> None:
        self.options = options
        self.module = module

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Adds options, or gives what they are."""
        if name in _SHARED:
            return v.only(self)
        if name == "add_argument":
            _add(engine, self, call)
            return v.NONE
        if name == "set_defaults":
            for dest, value in call.arguments.keywords.items():
                _put(engine, self, dest, value)
            return v.NONE
        return self._parsed(engine, name) if name in _PARSED else None

    def escape(self, engine: Engine, reason: str) -> None:
        """Others may add options."""

    def _parsed(self, engine: Engine, name: str) -> v.Value:
        """Returns the options: one that it has not been told of in sight is the same wherever it is asked for."""
        entries: v.Mapping = engine.new(v.Mapping(dict(self.options.entries), open=True))
        given = v.only(engine.new(Namespace(entries, unknown=("option", self.module))))
        rest = v.unknown("rest", self.made_at)
        return v.only(engine.new(v.Collection("tuple", [given, rest]))) if name == "parse_known_args" else given


def _parser(engine: Engine, call: Call) -> v.Value:
    return v.only(engine.new(Parser(engine.new(v.Mapping(open=True)), call.frame.module.path)))


def _add(engine: Engine, parser: Parser, call: Call) -> None:
    """`add_argument("--url", default=…)`; what is a flag, or may be anything, is known by its name only."""
    dest = _dest(call.arguments)
    if dest is None:
        return
    default = call.arguments.keywords.get("default")
    action = call.arguments.keywords.get("action", ())
    is_flag = any(v.text_of(a.content) in _FLAGS for a in action) or "nargs" in call.arguments.keywords
    if default is None or is_flag:
        engine.put(parser.options, dest, _given(parser.module, dest))
        return
    _put(engine, parser, dest, _converted(engine, default, call))


def _put(engine: Engine, parser: Parser, dest: str, default: v.Value) -> None:
    given = _given(parser.module, dest)
    is_given = symbol("is given", parser.module, dest)
    before = parser.options.entries.get(dest)
    if before is not None:  # two commands have an option of this name
        default = v.union((before, default))
    known = tuple(a for a in default if a.content is not None)
    value = v.union((v.restrict(known, when(is_given, False)), v.restrict(given, when(is_given, True))))
    engine.put(parser.options, dest, value)


def _given(module: str, dest: str) -> v.Value:
    return v.unknown("option", module, dest)


def _converted(engine: Engine, default: v.Value, call: Call) -> v.Value:
    """Puts a default that is a text through the function that `type=` is."""
    convert = call.arguments.keywords.get("type", ())
    if not any(isinstance(a.content, (v.FunctionValue, v.ClassValue, v.Partial)) for a in convert):
        return default
    return judgments.call(engine, convert, Arguments([default], {}), call.node, call.frame)


def _dest(arguments: Arguments) -> str | None:
    """Returns the attribute under which an option is found."""
    if "dest" in arguments.keywords:
        return _text(arguments.keywords["dest"])
    names = [_text(value) for value in arguments.positional]
    if not names or None in names:
        return None
    long = next((name for name in names if name and name.startswith("--")), names[0])
    return long.lstrip("-").replace("-", "_") if long else None


def _text(value: v.Value) -> str | None:
    return v.text_of(value[0].content) if len(value) == 1 else None


# ------------------------------------------------------------------- click and typer


class Option(v.LibraryObject):
    """`click.option("--url", default=…)`: what is called with a function, whose parameter has a default then."""

    __slots__ = ("default", "parameter")

    def __init__(self, parameter: str | None, default: v.Value | None) -> None:
        self.parameter = parameter
        self.default = default

    def decorate(self, function: v.FunctionValue) -> None:
        """Gives the parameter of a function its default."""
        if self.parameter is not None and self.default is not None:
            function.defaults = {**function.defaults, self.parameter: self.default}

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """It may be called as a decorator of the project does."""
        if name != "__call__":
            return None
        for alternative in first(call):
            if isinstance(alternative.content, v.FunctionValue):
                self.decorate(alternative.content)
        return first(call)


def _option(engine: Engine, call: Call) -> v.Value:
    return v.only(engine.new(Option(_parameter(call.arguments), _default(engine, call, None))))


def _parameter(arguments: Arguments) -> str | None:
    """Returns the parameter that an option fills: the name without dashes if there is one, or the longest."""
    names = [_text(value) for value in arguments.positional]
    plain = [name for name in names if name and not name.startswith("-")]
    if plain:
        return plain[0]
    long = max((name.partition("/")[0] for name in names if name), key=len, default="")
    return long.lstrip("-").replace("-", "_").lower() or None


def _default(engine: Engine, call: Call, default: v.Value | None) -> v.Value | None:
    """Returns the default of an option, which an environment variable may take the place of; None if it has none."""
    default = call.arguments.keywords.get("default", default)
    known = tuple(a for a in default or () if a.content is not None and a.content is not Ellipsis)
    is_function = any(isinstance(a.content, (v.FunctionValue, v.External)) for a in known)
    if not known or is_function or not _MAKING_ANOTHER.isdisjoint(call.arguments.keywords):
        return None
    name = call.arguments.keywords.get("envvar")
    return variable(engine, name, known, must=False) if name is not None and _text(name) else known


_MAKING_ANOTHER = frozenset({"multiple", "prompt", "callback"})
"""What makes something else of a default: a list, what the user is asked for, what a function returns."""


def _typer_option(engine: Engine, call: Call) -> v.Value:
    """`typer.Option("https://…", envvar=…)`, which is written where a parameter has its default."""
    given = call.arguments.positional[0] if call.arguments.positional else None
    text = _text(given) if given is not None else None
    if text is not None and text.startswith("-"):  # inside of `Annotated`
        given = None
    default = _default(engine, call, given)
    return default if default is not None else v.unknown("option", call.frame.module.path, engine.undo.now)


CALLS: dict[str, Model] = {
    "argparse.ArgumentParser": _parser,
    "configargparse.ArgumentParser": _parser,
    "configargparse.ArgParser": _parser,
    **{f"{package}.{name}": _option for package in ("click", "asyncclick", "rich_click", "flask.cli.click")
       for name in ("option", "argument")},
    "typer.Option": _typer_option,
    "typer.Argument": _typer_option,
}  # fmt: skip
