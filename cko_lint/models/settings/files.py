"""Files of the project that the program loads: YAML, JSON, TOML and `.env`. They are data, and read as the program reads them.

A file that is not there, or not the only one that can be meant, is out of sight; so is an empty value or a placeholder: where the
program runs for real, there is another one.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.checkout.keys import is_placeholder
from cko_lint.interpreter import mappings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import Term, symbol
from cko_lint.models.model import Model
from cko_lint.models.settings.namespaces import Namespace
from cko_lint.models.settings.variables import Variables
from cko_lint.project.data_files import SUFFIXES
from cko_lint.project.modules import Module
from cko_lint.sources.path_roles import is_test

_MOST_NODES, _LONGEST_LITERAL = 2_000, 65_536
_ELSEWHERE = frozenset({"environment", "option", "parameter"})
"""Terms for a folder that the program is given: its files are not those of the project."""
_GIVEN = "\0"

# ------------------------------------------------------------------------- parsing


def _yaml(text: str) -> Any:
    import yaml  # type: ignore[import-untyped]

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def _toml(text: str) -> Any:
    import tomli

    return tomli.loads(text)


def _env(text: str) -> dict[str, str]:
    """Returns the variables of a `.env`; one that is made of others is left out."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if not equals or name.startswith("#"):
            continue
        quote = value[:1]
        is_quoted = quote in ("'", '"') and value.find(quote, 1) > 0
        value = value[1 : value.find(quote, 1)] if is_quoted else value.partition(" #")[0].strip()
        if "$" not in value:
            found[name.strip()] = value
    return found


Parse = Callable[[str], Any]
_BY_SUFFIX: dict[str, Parse] = {
    ".yml": _yaml, ".yaml": _yaml, ".json": json.loads, ".toml": _toml, ".env": _env,
}  # fmt: skip

# ------------------------------------------------------------------- which file is meant


def _pieces(content: Any, depth: int = 8) -> Iterator[str]:
    """Yields the texts that a path is made of, in order, as far as they are known."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, v.Text):
        yield from (part.content for part in content.parts if isinstance(part.content, str))
    elif isinstance(content, Term) and content.kind in _ELSEWHERE:
        yield _GIVEN
    elif isinstance(content, (Term, tuple)) and depth:
        for part in content.parts if isinstance(content, Term) else content:
            yield from _pieces(part, depth - 1)


def _meant(engine: Engine, value: v.Value, module: Module) -> str | None:
    """Returns the path of the file of the project that a value, such as `open("config.yml")`, is about."""
    content = value[0].content if len(value) == 1 else None
    pieces = [piece.strip("/") for piece in _pieces(content) if "\n" not in piece]
    ends = [at for at, piece in enumerate(pieces) if piece.endswith(SUFFIXES)]
    if len(ends) != 1 or _GIVEN in pieces[: ends[0]]:
        return None
    last = ends[0]
    for first in range(max(0, last - 2), last + 1):
        relative = "/".join(pieces[first : last + 1])
        found = {path for path in _candidates(engine, relative, module) if engine.project.data(path) is not None}
        if len(found) == 1:
            return found.pop()
    return None


def _candidates(engine: Engine, relative: str, module: Module) -> Iterator[str]:
    """Yields where a relative path may lead: from the folder of a module, and those around it up to the project's."""
    folder, root = os.path.dirname(module.path), engine.project.root
    while True:
        yield os.path.normpath(os.path.join(folder, relative))
        if folder == root or os.path.dirname(folder) == folder or not folder.startswith(root):
            return
        folder = os.path.dirname(folder)


# ------------------------------------------------------------------------ what is in it


def _as_value(engine: Engine, data: Any, path: str, room: list[int]) -> v.Value:
    """Returns parsed data as a value; what is empty or a placeholder is something else where the program runs."""
    room[0] -= 1
    if room[0] < 0 or data is None:
        return v.unknown("item of a file", path, room[0])
    if isinstance(data, dict):
        entries = {str(key): _as_value(engine, held, f"{path}:{key}", room) for key, held in data.items()}
        return v.only(engine.new(v.Mapping(entries)))
    if isinstance(data, list):
        items = [_as_value(engine, held, f"{path}:{at}", room) for at, held in enumerate(data)]
        return v.only(engine.new(v.Collection("list", items)))
    if isinstance(data, str):
        is_stand_in = not data.strip() or is_placeholder(data) or "${" in data
        return v.unknown("item of a file", path) if is_stand_in else v.only(data)
    return v.only(data) if isinstance(data, (bool, int, float)) else v.unknown("item of a file", path)


def _read(engine: Engine, path: str, parse: Parse | None) -> Any:
    data = engine.project.data(path)
    parse = parse or next((p for suffix, p in _BY_SUFFIX.items() if path.endswith(suffix)), None)
    if data is None or parse is None:
        return None
    return _parsed(data.decode("utf-8", "replace"), parse)


def _parsed(text: str, parse: Parse) -> Any:
    try:
        return parse(text)
    except (ValueError, TypeError, RecursionError):
        return None


def _loading(parse: Parse | None, deep: bool = False) -> Model:
    """Returns the model of a function that loads a file, or a text that is written in the program."""

    def model(engine: Engine, call: Call) -> v.Value | None:
        given = (
            call.arguments.positional[0] if call.arguments.positional else call.arguments.keywords.get("filename", ())
        )
        text = v.text_of(given[0].content) if len(given) == 1 else None
        path = _meant(engine, given, call.frame.module)
        if path is not None:
            data = _read(engine, path, parse)
        elif text is not None and parse is not None and len(text) <= _LONGEST_LITERAL:
            data, path = _parsed(text, parse), call.frame.module.path
        else:
            return None
        if data is None:
            return None
        value = _as_value(engine, data, path, [_MOST_NODES])
        is_object = deep and isinstance(value[0].content, v.Mapping)
        return v.only(engine.new(Namespace(value[0].content, is_deep=True))) if is_object else value

    return model


CALLS: dict[str, Model] = {
    **{f"yaml.{name}": _loading(_yaml) for name in ("safe_load", "load", "full_load", "unsafe_load")},
    **{f"{name}.{load}": _loading(_toml) for name in ("tomllib", "tomli", "toml") for load in ("load", "loads")},
    "json.load": _loading(json.loads),
    "json.loads": _loading(json.loads),
    "omegaconf.OmegaConf.load": _loading(_yaml, deep=True),
    "box.Box.from_yaml": _loading(_yaml, deep=True),
    "box.Box.from_json": _loading(json.loads, deep=True),
    "box.Box.from_toml": _loading(_toml, deep=True),
    "dotenv.dotenv_values": _loading(_env),
}
_LOADER = re.compile(rb"\b(?:load_dotenv|read_env)\(")
_LOADER_OF_ENV = re.compile(
    rb"\b(?:load_dotenv|read_env)\(\s*(?:\)|(?:override|verbose|encoding|interpolate|recurse)\s*=|find_dotenv\(\s*\)|[^;#]{0,200}?[\"'/]\.env[\"'])"
)
_LOADING_ENVIRONMENT = ("dotenv.load_dotenv", "dotenv.main.load_dotenv")


def from_env_file(
    engine: Engine, asked: v.Value, name: str, otherwise: v.Value, missing: v.Value, module: Module
) -> v.Value:
    """Returns a variable as a `.env` file has it, under its name in any case, and as it is where that is not used.

    Where the file is used, what it does not set is not set: that is what it is if it is `missing`.
    """
    path = _meant(engine, asked, module)
    data = _read(engine, path, _env) if path is not None else None
    held = next((text for key, text in (data or {}).items() if key.lower() == name.lower()), None)
    is_used = symbol("file is used", path)
    if data is None:
        return otherwise
    value = missing if held is None else _as_value(engine, held, f"{path}:{name}", [1])
    return v.union((v.restrict(value, when(is_used, True)), v.restrict(otherwise, when(is_used, False))))


def is_loaded(engine: Engine) -> bool:
    """Whether something in the project loads its `.env` into the environment, wherever that is, and nothing another file."""
    files = engine.project.containing(engine.project.root, (b"load_dotenv(", b"read_env("))
    texts = [engine.project.text(path) for path in files if not is_test(path)]
    loaders = sum(len(_LOADER.findall(text)) for text in texts)
    return 0 < loaders == sum(len(_LOADER_OF_ENV.findall(text)) for text in texts)


def _is_only_one(engine: Engine) -> bool:
    """Whether a project loads one file into the environment: of several, one may have what others have, too."""
    files = engine.project.containing(engine.project.root, (b"load_dotenv(", b"read_env("))
    return sum(len(_LOADER.findall(engine.project.text(path))) for path in files if not is_test(path)) < 2


def load_environment(engine: Engine, variables: Variables, name: str, call: Call) -> v.Value | None:
    """`load_dotenv()`: the variables of a `.env` are set, all of them or, where the environment has its own, none."""
    if name not in _LOADING_ENVIRONMENT and not name.endswith(".read_env"):
        return None
    given = call.arguments.get(0, "dotenv_path")
    has_path = given is not None and any(piece for a in given for piece in _pieces(a.content))
    asked = given if given is not None and has_path else v.only(".env")
    path = _meant(engine, asked, call.frame.module)
    data = _read(engine, path, _env) if path is not None else None
    overrides = any(a.content is True for a in call.arguments.keywords.get("override", ()))
    is_used = symbol("file is used", path)
    for key, text in (data or {}).items() if _is_only_one(engine) else ():
        held = v.unknown("environment", key)
        value = _as_value(engine, text, f"{path}:{key}", [1])
        if not overrides:
            value = v.union((v.restrict(value, when(is_used, True)), v.restrict(held, when(is_used, False))))
        variables.keep(engine, key, value, call.node, call.frame)
    return v.only(True)


# -------------------------------------------------------------------------- configparser


_READING = frozenset(
    """
    __contains__ __getitem__ __iter__ __len__ defaults get getboolean getfloat getint has_option has_section items keys options
    sections values write
    """.split()
)
"""The methods of a parser, or of a section of one, that change nothing."""


def _forget(engine: Engine, mapping: v.Mapping, kind: str) -> None:
    """Nothing is known any more of what was in a dictionary."""
    for name in list(mapping.entries):
        engine.put(mapping, name, v.unknown(kind, v.as_symbol(mapping), name, engine.undo.now))


class ConfigParser(v.LibraryObject):
    """`configparser.ConfigParser`: its sections, each with its options under names in lower case."""

    __slots__ = ("sections",)

    def __init__(self, sections: v.Mapping) -> None:
        self.sections = sections

    def held(self) -> list[Any] | None:
        """Its sections."""
        return [self.sections]

    def escape(self, engine: Engine, reason: str) -> None:
        """Others may have read anything into it."""
        for value in self.sections.entries.values():
            for alternative in value:
                if isinstance(alternative.content, v.Mapping):
                    _forget(engine, alternative.content, "option of a section")

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Reads, and gives what it has read."""
        arguments = call.arguments
        if name == "read_dict" and arguments.positional:
            self._take(engine, arguments.positional[0])
            return v.NONE
        if name not in _READING:  # of what it has, nothing may be left
            _forget(engine, self.sections, "section")
            return v.unknown("parsed", self.made_at, engine.undo.now)
        if name == "__getitem__":
            return self._section(engine, arguments.positional[0])
        if name == "get" and len(arguments.positional) > 1:
            section = self._section(engine, arguments.positional[0])[0].content
            inner = Call(call.node, type(arguments)([arguments.positional[1]], {}), call.frame)
            return section.call_method(engine, "__getitem__", inner, section) if isinstance(section, Section) else None
        return None

    def _take(self, engine: Engine, given: v.Value) -> None:
        content = given[0].content if len(given) == 1 else None
        if not isinstance(content, v.Mapping) or content.open:
            _forget(engine, self.sections, "section")
            return
        for name, section in content.entries.items():
            engine.put(self.sections, name, section)

    def _section(self, engine: Engine, name: v.Value) -> v.Value:
        text = v.text_of(name[0].content) if len(name) == 1 else None
        held = self.sections.entries.get(text, ()) if text is not None else ()
        content = held[0].content if len(held) == 1 else None
        if isinstance(content, v.Mapping):
            return v.only(engine.new(Section(content)))
        return v.unknown("section", self.made_at, text or engine.undo.now)


class Section(v.LibraryObject):
    """A section of a `ConfigParser`."""

    __slots__ = ("options",)

    def __init__(self, options: v.Mapping) -> None:
        self.options = options

    def held(self) -> list[Any] | None:
        """Its options."""
        return [self.options]

    def escape(self, engine: Engine, reason: str) -> None:
        """Others may have set any of them."""
        _forget(engine, self.options, "option of a section")

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """An option is found by its name in any case."""
        if name not in _READING:
            _forget(engine, self.options, "option of a section")
            return v.unknown("option of a section", self.made_at, engine.undo.now)
        if name not in ("__getitem__", "get") or not call.arguments.positional:
            return None
        wanted = mappings.key_of(call.arguments.positional[0][0].content)
        for key, entry in self.options.entries.items():
            if isinstance(key, str) and isinstance(wanted, str) and key.lower() == wanted.lower():
                return entry
        return v.unknown("option of a section", self.made_at, wanted)


def _config_parser(engine: Engine, call: Call) -> v.Value:
    return v.only(engine.new(ConfigParser(engine.new(v.Mapping()))))


CALLS["configparser.ConfigParser"] = CALLS["configparser.RawConfigParser"] = _config_parser
