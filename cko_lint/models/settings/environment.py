"""Environment variables, and the libraries that read them."""

from __future__ import annotations

from cko_lint import values as v
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import IsSet, symbol
from cko_lint.models.model import Model

CONFIGURATION = frozenset(
    {"decouple", "environs", "environ", "starlette", "envparse", "prettyconf", "dynaconf", "everett"}
)


CONFIGURED = frozenset({"config", "env", "Env", "str", "string", "url", "bool", "int", "Config"})


def variable(engine: Engine, name: v.Value, default: v.Value | None, must: bool) -> v.Value:
    """Returns an environment variable: what it holds, or the default while it is not set."""
    found = []
    for alternative in name:
        text = v.text_of(alternative.content)
        held = symbol("environment", text if text is not None else v.as_symbol(alternative.content))
        if must:
            found.append(v.Alternative(held, alternative.condition))
            continue
        given = IsSet(held)
        found += v.restrict(v.only(held), when(given, True))
        found += v.restrict(default if default is not None else v.NONE, when(given, False))
    return tuple(found)


def getenv(engine: Engine, made: Call) -> v.Value:
    """`os.getenv(name, default)`."""
    name = made.arguments.get(0, "key") or v.unknown("name", engine.undo.now)
    return variable(engine, name, made.arguments.get(1, "default"), must=False)


def environ_item(engine: Engine, made: Call) -> v.Value:
    """`os.environ[name]`, which fails when it is not set."""
    return variable(engine, made.arguments.positional[0], None, must=True)


def configured(engine: Engine, made: Call) -> v.Value:
    """`config("NAME", default=…)` of the configuration libraries."""
    name = made.arguments.get(0, "name")
    if name is None or v.text_of(name[0].content) is None:
        return (
            v.only(v.External("environ.env"))
            if not made.arguments.positional
            else v.unknown("configuration", engine.undo.now)
        )
    default = made.arguments.get(1, "default")
    return variable(engine, name, default, must=default is None)


CALLS: dict[str, Model] = {
    "os.getenv": getenv,
    "os.environ.get": getenv,
    "os.environ.__getitem__": environ_item,
    "os.getenvb": getenv,
    "os.environ.setdefault": getenv,
    "os.environ.pop": getenv,
}
