"""Built-in functions, and the decorators of `functools`."""

from __future__ import annotations

from copy import copy
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import (
    definitions,
    escapes,
    formatting,
    judgments,
    kinds,
    mappings,
    string_methods,
    strings,
)
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call, Raised
from cko_lint.logic.terms import Not, Term, symbol
from cko_lint.models.model import Model, first, pure, same
from cko_lint.models.stdlib.logs import logged, nothing


def _str(engine: Engine, made: Call) -> v.Value:
    if len(made.arguments.all()) > 1:  # it decodes, or encodes
        return tuple(v.Alternative(a.content, a.condition) for a in first(made))
    if not made.arguments.positional:
        return v.only("")
    given = formatting.arguments_uncalled(made.arguments, made.node).positional[0]
    return formatting.converted(engine, given, "s", made.node, made.frame)


def _repr(engine: Engine, made: Call) -> v.Value:
    return formatting.converted(engine, first(made), "r", made.node, made.frame)


def _shell_words(engine: Engine, made: Call) -> v.Value:
    arguments = Arguments([first(made)], {})
    return string_methods.method(engine, " ", "join", arguments, made.node, made.frame) or v.unknown(
        "join", engine.undo.now
    )


def _dict(engine: Engine, made: Call) -> v.Value:
    mapping: v.Mapping = engine.new(v.Mapping())
    if made.arguments.positional:
        mappings.update(engine, mapping, made.arguments.positional[0])
    for name, value in made.arguments.keywords.items():
        engine.put(mapping, name, value)
    if made.arguments.open:
        engine.open(mapping)
    return v.only(mapping)


def _json_load(engine: Engine, made: Call) -> v.Value | None:
    """`json.load(response)` is what `json.loads(response.read())` is."""
    given = first(made)
    if not any(isinstance(a.content, v.LibraryObject) and a.content.is_response for a in given):
        return pure("decoded")(engine, made)
    read = judgments.get_attribute(engine, given, "read", made.node, made.frame)
    body = judgments.call(engine, read, Arguments([], {}), made.node, made.frame)
    found = [v.restrict(v.unknown("decoded", v.as_symbol(a.content)), a.condition) for a in body]
    return v.union(found) or v.unknown("decoded", engine.undo.now)


def written(kind: str) -> Model:
    """A function that writes an object out: its text if all of it is known, else one symbol for the same object."""

    def model(engine: Engine, made: Call) -> v.Value:
        found = []
        for alternative in first(made):
            parts = strings.written_out(alternative.content)
            content: Any = v.Text(parts) if parts else symbol(kind, v.as_symbol(alternative.content))
            found.append(v.Alternative(content, alternative.condition))
        return tuple(found)

    return model


def _boolean(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in first(made):
        result = judgments.truth(engine, alternative.content)
        content: Any = result if isinstance(result, bool) else (result[0] if result[1] else Not(result[0]))
        found.append(v.Alternative(content, alternative.condition))
    return tuple(found)


def _int(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in first(made):
        content = alternative.content
        text = v.text_of(content)
        if isinstance(content, (int, float)):
            made_content: Any = int(content)
        elif text is not None and text.strip().lstrip("-").isdigit() and len(text) < 20:
            made_content = int(text)
        elif (
            isinstance(content, Term) and content.kind != "operation"
        ):  # of a division, it cuts off what is behind the point
            made_content = content
        else:
            made_content = symbol("int", v.as_symbol(content))
        found.append(v.Alternative(made_content, alternative.condition))
    return tuple(found)


def _isinstance(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in first(made):
        content = alternative.content
        wanted = v.resolve_bystanders(made.arguments.get(1, "") or ())
        cls = wanted[0].content if wanted else None
        decided = kinds.is_instance(engine, content, cls) if len(wanted) == 1 else None
        answer = decided if decided is not None else symbol("isinstance", v.as_symbol(content), v.as_symbol(cls))
        found.append(v.Alternative(answer, alternative.condition))
    return tuple(found)


def _exit(engine: Engine, made: Call) -> v.Value:
    engine.models.logged(engine, made.arguments.all(), made.node, made.frame, is_error=True)
    made.frame.raised.append(Raised(engine.path.beyond(made.frame.base), (v.External("SystemExit"),)))
    for value in made.arguments.all():
        escapes.escape(engine, value, "it is passed to `exit`")
    engine.diverged = True
    return v.unknown("never", engine.undo.now)


def _partial(engine: Engine, made: Call) -> v.Value:
    rest = made.arguments.positional[1:]
    return tuple(v.Alternative(v.Partial(a.content, rest, made.arguments.keywords), a.condition) for a in first(made))


def _partial_method(engine: Engine, made: Call) -> v.Value | None:
    """`partialmethod(method, "POST")` in the body of a class; None for what is no function of the project."""
    content = first(made)[0].content if len(first(made)) == 1 else None
    if not isinstance(content, v.FunctionValue):
        return None
    return v.only(v.PartialMethod(content, made.arguments.positional[1:], made.arguments.keywords))


def _cached(engine: Engine, made: Call) -> v.Value:
    """`cache(f)`, `lru_cache(maxsize=1)(f)`: the function, which gives the same again."""
    if not any(isinstance(a.content, (v.FunctionValue, v.Partial, v.Bound)) for a in first(made)):
        return v.only(v.External("functools.cache"))
    return tuple(v.Alternative(_with_cache(a.content), a.condition, a.origin) for a in first(made))


def _with_cache(content: Any) -> Any:
    """Returns a function that gives the same again; under its own name it is called each time."""
    if isinstance(content, v.Bound):
        return v.Bound(content.receiver, content.name, _with_cache(content.function))
    if isinstance(content, v.Partial):
        return v.Partial(_with_cache(content.function), content.positional, content.keywords)
    if not isinstance(content, v.FunctionValue):
        return content
    made = copy(content)
    made.flags = content.flags | {"cached"}
    return made


def _wraps(engine: Engine, made: Call) -> v.Value:
    return v.only(v.External("functools.identity"))


def _staticmethod(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in first(made):
        content = alternative.content
        if isinstance(content, v.FunctionValue):
            copy = engine.new(
                v.FunctionValue(
                    content.node, content.module, content.closure, content.defaults, content.flags | {"static"}
                )
            )
            copy.guards = content.guards
            alternative = v.Alternative(copy, alternative.condition)
        found.append(alternative)
    return tuple(found)


def _type(engine: Engine, made: Call) -> v.Value | None:
    """`type(value)`; with three arguments it makes a class, and keeps what it is given."""
    given = [value[0].content if len(value) == 1 else None for value in made.arguments.positional]
    if len(given) == 1:
        return pure("type")(engine, made)
    name, bases, attributes = given if len(given) == 3 else (None, None, None)
    if not isinstance(bases, v.Collection) or bases.open or not isinstance(attributes, v.Mapping) or attributes.open:
        return None
    derived = [item[0].content if len(item) == 1 else None for item in bases.items]
    text = v.text_of(name)
    is_known = text is not None and all(isinstance(key, str) for key in attributes.entries)
    if not is_known or not all(isinstance(base, (v.ClassValue, v.External)) for base in derived):
        return None
    return v.only(definitions.class_made(engine, text or "", derived, dict(attributes.entries), made))


def _lazy(engine: Engine, made: Call) -> v.Value | None:
    """`SimpleLazyObject(make)`: what the function gives, which is asked for once it is needed."""
    if len(made.arguments.positional) != 1:
        return None
    given = judgments.call(engine, first(made), Arguments([], {}), made.node, made.frame)
    engine.diverged = False
    return given


CALLS: dict[str, Model] = {
    "staticmethod": _staticmethod,
    "django.utils.decorators.method_decorator": same,
    "django.utils.functional.SimpleLazyObject": _lazy,
    "lazy_object_proxy.Proxy": _lazy,
    "werkzeug.local.LocalProxy": _lazy,
    "str": _str,
    "dict": _dict,
    "collections.OrderedDict": _dict,
    "collections.UserDict": _dict,
    "requests.structures.CaseInsensitiveDict": _dict,
    "httpx.Headers": _dict,
    "multidict.CIMultiDict": _dict,
    "multidict.MultiDict": _dict,
    "urllib3.HTTPHeaderDict": _dict,
    "iter": same,
    "bool": _boolean,
    "int": _int,
    "float": pure("float"),
    "repr": _repr,
    "ascii": _repr,
    "pprint.pformat": _repr,
    "pprint.saferepr": _repr,
    "shlex.quote": same,
    "shlex.join": _shell_words,
    "print": logged,
    "isinstance": _isinstance,
    "issubclass": pure("issubclass"),
    "hasattr": pure("hasattr"),
    "type": _type,
    "id": pure("id"),
    "callable": pure("callable"),
    "range": pure("range"),
    "min": pure("min"),
    "max": pure("max"),
    "sum": pure("sum"),
    "exit": _exit,
    "quit": _exit,
    "sys.exit": _exit,
    "os._exit": _exit,
    "os.abort": _exit,
    "pytest.fail": _exit,
    "pytest.skip": _exit,
    "format": pure("formatted"),
    "hash": pure("hash"),
    "bytes": _str,
    "functools.partial": _partial,
    "functools.partialmethod": _partial_method,
    "functools.lru_cache": _cached,
    "functools.cache": _cached,
    "functools.wraps": _wraps,
    "functools.identity": same,
    "tqdm.tqdm": same,
    "inspect.iscoroutine": pure("iscoroutine"),
    "json.dumps": written("json"),
    "json.loads": pure("decoded"),
    "json.load": _json_load,
    "uuid.uuid4": pure("uuid"),
    "time.time": pure("time"),
    "time.sleep": nothing,
    "time.monotonic": pure("time"),
    "time.perf_counter": pure("time"),
    "datetime.datetime.now": pure("time"),
    "pathlib.Path": pure("path"),
    "open": pure("file"),
    "super": pure("super"),
    "hmac.new": pure("hmac"),
    "hashlib.sha256": pure("hash"),
}
