"""Environment variables, and the libraries that read them."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import IsSet, Term, symbol
from cko_lint.models.model import Model

SETTINGS_PACKAGES = frozenset(
    {"decouple", "environs", "environ", "starlette", "envparse", "prettyconf", "dynaconf", "everett"}
)


SETTINGS_READERS = frozenset({"config", "env", "Env", "str", "string", "url", "bool", "int", "Config"})


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


class Scheme(v.LibraryObject):
    """An `Env` of django-environ that was given the types and defaults of some variables."""

    __slots__ = ("defaults",)

    def __init__(self, defaults: dict[str, v.Value]) -> None:
        self.defaults = defaults

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Reads a variable, which is its default if it is not set."""
        if name == "read_env":
            found: v.Value | None = engine.models.call(engine, "environ.Env.read_env", call)
            return found
        if name not in ("__call__", *SETTINGS_READERS, "get_value") or not call.arguments.positional:
            return None
        asked = call.arguments.positional[0]
        text = v.text_of(asked[0].content) if len(asked) == 1 else None
        default = call.arguments.get(1, "default") or self.defaults.get(text or "")
        given = Arguments([asked] if default is None else [asked, default], {})
        reading = "os.environ.__getitem__" if default is None else "os.getenv"
        read: v.Value | None = engine.models.call(engine, reading, Call(call.node, given, call.frame))
        return read


def scheme(engine: Engine, made: Call) -> v.Value | None:
    """`environ.Env(NAME=(str, "default"))`; None for one without any."""
    defaults: dict[str, v.Value] = {}
    for name, value in made.arguments.keywords.items():
        content = value[0].content if len(value) == 1 else None
        if isinstance(content, v.Collection) and len(content.items) > 1:
            defaults[name] = content.items[-1]
    return v.only(engine.new(Scheme(defaults))) if made.arguments.keywords else v.only(v.External("environ.env"))


def repository(engine: Engine, made: Call) -> v.Value:
    """`Config(RepositoryEnv(".env"))` of decouple, and `Config(".env")` of Starlette, read as decouple's `config` does.

    With another file, or none, they read the environment, as far as can be known.
    """
    given = made.arguments.get(0, "repository") or made.arguments.keywords.get("env_file", ())
    contents = [part for a in given for part in (a.content, *_arguments(a.content))]
    is_plain = any((v.text_of(content) or "").rpartition("/")[2] == ".env" for content in contents)
    return v.only(v.External("decouple.config" if is_plain else "starlette.config.config"))


def _arguments(content: Any) -> tuple[Any, ...]:
    """Returns what an unknown function was called with."""
    return content.parts[1] if isinstance(content, Term) and content.kind == "call" else ()


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


MAKING: dict[str, Model] = {
    "environ.Env": scheme,
    "environ.FileAwareEnv": scheme,
    "decouple.Config": repository,
    "decouple.AutoConfig": lambda engine, made: v.only(v.External("decouple.config")),
    "starlette.config.Config": repository,
}
"""What makes an object that reads variables."""
READING_FILES = frozenset({"decouple.config"})
"""What reads the `.env` of a project by itself."""
CALLS: dict[str, Model] = {
    "os.getenv": getenv,
    "os.environ.get": getenv,
    "os.environ.__getitem__": environ_item,
    "os.getenvb": getenv,
    "os.environ.setdefault": getenv,
    "os.environ.pop": getenv,
}
