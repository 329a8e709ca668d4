"""What the standard library, and the configuration libraries, make of their arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cko_lint.flow import attributes, calls, iteration, strings
from cko_lint.flow import values as v
from cko_lint.flow.conditions import ALWAYS, Condition, both, when
from cko_lint.flow.engine import Arguments, Call, Engine, Frame
from cko_lint.flow.symbols import Symbol, symbol

Model = Callable[[Engine, Call], "v.Value | None"]


def call(engine: Engine, name: str, made: Call) -> v.Value | None:
    """Calls something of the standard library; None for what is not modelled."""
    model = CALLS.get(name)
    if model is not None:
        return model(engine, made)
    short = name.rsplit(".", 1)[-1]
    if _is_log(name, short):
        return _logged(engine, made)
    if short in _CONFIGURED and name.split(".")[0] in _CONFIGURATION:
        return _configured(engine, made)
    return None


def _is_log(name: str, short: str) -> bool:
    first = name.split(".")[0]
    return first in ("logging", "loguru", "structlog", "warnings", "syslog") and short in LOG_METHODS


LOG_METHODS = frozenset(
    {"debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log", "msg", "trace", "success"}
)
_CONFIGURATION = frozenset(
    {"decouple", "environs", "environ", "starlette", "envparse", "prettyconf", "dynaconf", "everett"}
)
_CONFIGURED = frozenset({"config", "env", "Env", "str", "string", "url", "bool", "int", "Config"})


# ------------------------------------------------------------------ environment


def variable(engine: Engine, name: v.Value, default: v.Value | None, must: bool) -> v.Value:
    """Returns an environment variable: what it holds, or the default while it is not set."""
    found = []
    for alternative in name:
        text = v.text_of(alternative.content)
        held = symbol("environment", text if text is not None else v.as_symbol(alternative.content))
        if must:
            found.append(v.Alternative(held, alternative.condition))
            continue
        given = symbol("set", held)
        found += v.restrict(v.only(held), when(given, True))
        found += v.restrict(default if default is not None else v.NONE, when(given, False))
    return tuple(found)


def _getenv(engine: Engine, made: Call) -> v.Value:
    name = made.arguments.get(0, "key") or v.unknown("name", engine.births)
    return variable(engine, name, made.arguments.get(1, "default"), must=False)


def _environ_item(engine: Engine, made: Call) -> v.Value:
    return variable(engine, made.arguments.positional[0], None, must=True)


def _configured(engine: Engine, made: Call) -> v.Value:
    name = made.arguments.get(0, "name")
    if name is None or v.text_of(name[0].content) is None:
        return (
            v.only(v.External("environ.env"))
            if not made.arguments.positional
            else v.unknown("configuration", engine.births)
        )
    default = made.arguments.get(1, "default")
    return variable(engine, name, default, must=default is None)


# --------------------------------------------------------------------- builtins


def _first(made: Call) -> v.Value:
    return made.arguments.positional[0] if made.arguments.positional else v.NONE


def _str(engine: Engine, made: Call) -> v.Value:
    return strings.formatted(_first(made)) if made.arguments.positional else v.only("")


def _same(engine: Engine, made: Call) -> v.Value:
    return _first(made)


def _dict(engine: Engine, made: Call) -> v.Value:
    from cko_lint.flow.expressions import update

    mapping: v.Mapping = engine.new(v.Mapping())
    if made.arguments.positional:
        update(engine, mapping, made.arguments.positional[0])
    for name, value in made.arguments.keywords.items():
        engine.put(mapping, name, value)
    if made.arguments.open:
        engine.open(mapping)
    return v.only(mapping)


def _list(kind: str) -> Model:
    def model(engine: Engine, made: Call) -> v.Value:
        if not made.arguments.positional:
            return v.only(engine.new(v.Collection(kind, [])))
        found = []
        for alternative in v.feasible(_first(made), engine.path):
            content = alternative.content
            if isinstance(content, v.Collection):
                copy = engine.new(v.Collection(kind, list(content.items), content.open))
                found.append(v.Alternative(copy, alternative.condition))
            elif isinstance(content, v.Mapping):
                keys = [v.only(key) for key in content.entries]
                found.append(v.Alternative(engine.new(v.Collection(kind, keys, content.open)), alternative.condition))
            else:
                found.append(alternative)
        return tuple(found)

    return model


def _boolean(engine: Engine, made: Call) -> v.Value:
    from cko_lint.flow import tests

    found = []
    for alternative in _first(made):
        result = tests.truth(engine, alternative.content)
        content: Any = result if isinstance(result, bool) else (result[0] if result[1] else symbol("not", result[0]))
        found.append(v.Alternative(content, alternative.condition))
    return tuple(found)


def _int(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in _first(made):
        content = alternative.content
        text = v.text_of(content)
        if isinstance(content, (int, float)):
            made_content: Any = int(content)
        elif text is not None and text.strip().lstrip("-").isdigit() and len(text) < 20:
            made_content = int(text)
        elif isinstance(content, Symbol):
            made_content = content
        else:
            made_content = symbol("int", v.as_symbol(content))
        found.append(v.Alternative(made_content, alternative.condition))
    return tuple(found)


def _pure(kind: str) -> Model:
    """A function that changes nothing and keeps nothing: its result is one symbol for the same arguments."""

    def model(engine: Engine, made: Call) -> v.Value:
        return v.unknown(kind, *(v.as_symbol(value[0].content) for value in made.arguments.positional if value))

    return model


def _print(engine: Engine, made: Call) -> v.Value:
    return v.NONE


def _logged(engine: Engine, made: Call) -> v.Value:
    engine.models.logged(engine, made.arguments.all(), made.node, made.frame)
    return v.NONE


def _any(engine: Engine, made: Call) -> v.Value:
    return _quantified(engine, made, every=False)


def _all(engine: Engine, made: Call) -> v.Value:
    return _quantified(engine, made, every=True)


def _quantified(engine: Engine, made: Call, every: bool) -> v.Value:
    """`any(…)` and `all(…)`: decided where every item is known, else one symbol for the same items."""
    from cko_lint.flow import tests

    tests.of_value(engine, iteration.element(engine, _first(made)))
    content = _first(made)[0].content if len(_first(made)) == 1 else None
    if not isinstance(content, v.Collection) or content.open or len(content.items) > 8:
        return v.unknown("quantified", every, *(v.as_symbol(a.content) for a in _first(made)[:1]))
    found: list[tuple[tuple[Any, ...], Condition]] = [((), ALWAYS)]
    decided: list[v.Alternative] = []
    for item in content.items:
        going = []
        for left, condition in found:
            for alternative in v.feasible(item, engine.path):
                joined = both(condition, alternative.condition)
                if joined is None:
                    continue
                result = tests.truth(engine, alternative.content)
                if result is (not every):
                    decided.append(v.Alternative(not every, joined))
                elif result is every:
                    going.append((left, joined))
                else:
                    going.append(((*left, v.as_symbol(alternative.content)), joined))
        found = going[:24]
    rest = [
        v.Alternative(symbol("quantified", every, *left) if left else every, condition) for left, condition in found
    ]
    return v.union([tuple(decided), tuple(rest)]) or v.unknown("quantified", engine.births)


def _map(engine: Engine, made: Call) -> v.Value:
    elements = [iteration.element(engine, value) for value in made.arguments.positional[1:]]
    result = calls.call(engine, _first(made), Arguments(elements, {}), made.node, made.frame)
    return v.only(v.Deferred(result, repeats=True))


def _filter(engine: Engine, made: Call) -> v.Value:
    element = iteration.element(engine, made.arguments.positional[1]) if len(made.arguments.positional) > 1 else v.NONE
    if any(a.content is not None for a in _first(made)):
        from cko_lint.flow import tests

        tests.of_value(engine, calls.call(engine, _first(made), Arguments([element], {}), made.node, made.frame))
    return v.only(v.Deferred(element, repeats=True))


def _zip(engine: Engine, made: Call) -> v.Value:
    contents: list[Any] = [value[0].content if len(value) == 1 else None for value in made.arguments.positional]
    if contents and all(isinstance(c, v.Collection) and not c.open for c in contents):
        rows = [engine.new(v.Collection("tuple", list(row))) for row in zip(*(c.items for c in contents), strict=False)]
        return v.only(engine.new(v.Collection("list", [v.only(row) for row in rows])))
    elements = [iteration.element(engine, value) for value in made.arguments.positional]
    return v.only(v.Deferred(v.only(engine.new(v.Collection("tuple", elements))), repeats=True))


def _enumerate(engine: Engine, made: Call) -> v.Value:
    content = _first(made)[0].content if len(_first(made)) == 1 else None
    if isinstance(content, v.Collection) and not content.open:
        rows = [engine.new(v.Collection("tuple", [v.only(index), item])) for index, item in enumerate(content.items)]
        return v.only(engine.new(v.Collection("list", [v.only(row) for row in rows])))
    pair = engine.new(
        v.Collection("tuple", [v.unknown("index", engine.births), iteration.element(engine, _first(made))])
    )
    return v.only(v.Deferred(v.only(pair), repeats=True))


def _next(engine: Engine, made: Call) -> v.Value:
    element = iteration.element(engine, _first(made))
    default = made.arguments.get(1, "default")
    return v.union((element, default)) if default is not None else element


def _getattr(engine: Engine, made: Call) -> v.Value | None:
    if len(made.arguments.positional) < 2:
        return None
    found = []
    for alternative in made.arguments.positional[1]:
        name = v.text_of(alternative.content)
        if name is not None:
            value = attributes.of(engine, _first(made), name, None, made.frame)
        else:
            holder = _first(made)
            value = v.union(
                v.only(v.Bound(a.content, ""))
                if isinstance(a.content, v.LibraryObject)
                else v.unknown("getattr", v.as_symbol(a.content), v.as_symbol(alternative.content))
                for a in holder
            )
        found.append(v.restrict(value, alternative.condition))
    if len(made.arguments.positional) > 2 and all(
        a.content is None or isinstance(a.content, (str, Symbol)) for value in found for a in value
    ):
        found.append(made.arguments.positional[2])
    return v.union(found)


def _setattr(engine: Engine, made: Call) -> v.Value:
    """An assignment where the name is known; else any attribute may be anything from here on."""
    if len(made.arguments.positional) < 3:
        return v.NONE
    holder, name, value = made.arguments.positional[:3]
    known = v.text_of(name[0].content) if len(name) == 1 else None
    for alternative in holder:
        content = alternative.content
        if known is not None:
            attributes.set_attribute(engine, content, known, value, made.frame, made.node)
        elif isinstance(content, (v.Instance, v.ClassValue)):
            engine.open(content)
    engine.escape(value, "kept by setattr", changes=False)
    return v.NONE


def _isinstance(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in _first(made):
        content = alternative.content
        wanted = made.arguments.get(1, "")
        name = getattr(wanted[0].content, "name", None) if wanted and len(wanted) == 1 else None
        if name in _PYTHON_TYPES and not isinstance(content, (Symbol, v.LibraryObject)):
            found.append(v.Alternative(isinstance(content, _PYTHON_TYPES[name]), alternative.condition))
        else:
            second = v.as_symbol(wanted[0].content) if wanted else None
            found.append(v.Alternative(symbol("isinstance", v.as_symbol(content), second), alternative.condition))
    return tuple(found)


_PYTHON_TYPES: dict[Any, Any] = {
    "str": (str, v.Text),
    "bytes": bytes,
    "dict": v.Mapping,
    "list": v.Collection,
    "int": int,
    "bool": bool,
}


def _exit(engine: Engine, made: Call) -> v.Value:
    made.frame.raised.append(engine.path.beyond(made.frame.base))
    for value in made.arguments.all():
        engine.escape(value, "told at the exit")
    engine.diverged = True
    return v.unknown("never", engine.births)


def _vars(engine: Engine, made: Call) -> v.Value:
    content = _first(made)[0].content if len(_first(made)) == 1 else None
    if isinstance(content, v.Instance):
        return v.only(engine.new(v.Mapping(dict(content.attributes))))
    return v.unknown("vars", engine.births)


# ------------------------------------------------------------------- functools


def _partial(engine: Engine, made: Call) -> v.Value:
    rest = made.arguments.positional[1:]
    return tuple(v.Alternative(v.Partial(a.content, rest, made.arguments.keywords), a.condition) for a in _first(made))


def _decorator(engine: Engine, made: Call) -> v.Value:
    """`functools.wraps(f)`, `lru_cache(…)`: what is called next is returned as it is."""
    if made.arguments.positional and any(
        isinstance(a.content, (v.FunctionValue, v.Partial, v.Bound)) for a in _first(made)
    ):
        return _first(made)
    return v.only(v.External("functools.identity"))


def _wraps(engine: Engine, made: Call) -> v.Value:
    return v.only(v.External("functools.identity"))


def _reduce(engine: Engine, made: Call) -> v.Value:
    return v.unknown("reduced", engine.births)


# ----------------------------------------------------------------- asynchronous


def _result_of(index: int) -> Model:
    def model(engine: Engine, made: Call) -> v.Value:
        value = made.arguments.get(index, "coro")
        return calls.settle(engine, value) if value is not None else v.unknown("result", engine.births)

    return model


def _gather(engine: Engine, made: Call) -> v.Value:
    items = list(made.arguments.positional)
    if "return_exceptions" in made.arguments.keywords:
        for item in items:
            engine.escape(item, "gathered with its exceptions", changes=False)
    items = [calls.settle(engine, item) for item in items]
    if len(items) == 1 and any(isinstance(a.content, v.Deferred) and a.content.repeats for a in items[0]):
        return items[0]
    return v.only(engine.new(v.Collection("list", items, made.arguments.open)))


def invoke(index: int) -> Model:
    """A function that calls one of its arguments with the ones behind it, now or later, and gives what that returns."""

    def model(engine: Engine, made: Call) -> v.Value:
        if len(made.arguments.positional) <= index:
            return v.unknown("invoked", engine.births)
        rest = Arguments(made.arguments.positional[index + 1 :], made.arguments.keywords, made.arguments.open)
        called = made.arguments.positional[index]
        return calls.deferred(engine, lambda: calls.call(engine, called, rest, made.node, made.frame))

    return model


def _task(engine: Engine, made: Call) -> v.Value:
    first = _first(made)
    return first if all(isinstance(a.content, v.Deferred) for a in first) else v.only(v.Deferred(first))


# --------------------------------------------------------------- urllib, base64


def _urljoin(engine: Engine, made: Call) -> v.Value:
    found = []
    base, path = made.arguments.get(0, "base"), made.arguments.get(1, "url")
    if base is None or path is None:
        return v.unknown("urljoin", engine.births)
    for a in v.feasible(base, engine.path):
        for b in v.feasible(path, engine.path):
            joined = both(a.condition, b.condition)
            if joined is not None:
                found.append(v.restrict(_joined(engine, a, b, made), joined))
    return v.union(found)


def _joined(engine: Engine, base: v.Alternative, path: v.Alternative, made: Call) -> v.Value:
    known_base, known_path = v.text_of(base.content), v.text_of(path.content)
    if known_base is not None and known_path is not None:
        from urllib.parse import urljoin

        try:
            return v.only(urljoin(known_base, known_path), base.origin)
        except ValueError:
            return v.unknown("urljoin", known_base, known_path)
    beginning = _beginning(path.content)
    if known_base is None:
        pieces = [
            (v.Alternative(base.content, origin=base.origin),),
            v.only("/"),
            (v.Alternative(path.content, origin=path.origin),),
        ]
        return strings.concatenate(engine, pieces, made.node, made.frame)
    root = known_base
    if beginning.startswith("/"):
        scheme, _, rest = known_base.partition("://")
        root = f"{scheme}://{rest.split('/', 1)[0]}"
    elif "/" in known_base.partition("://")[2]:
        root = known_base.rsplit("/", 1)[0] + "/"
    else:
        root = known_base + "/"
    return strings.concatenate(
        engine, [v.only(root, base.origin), (v.Alternative(path.content, origin=path.origin),)], made.node, made.frame
    )


def _beginning(content: Any) -> str:
    if isinstance(content, v.Text) and isinstance(content.parts[0].content, str):
        return content.parts[0].content
    return v.text_of(content) or ""


def _urlunsplit(engine: Engine, made: Call) -> v.Value:
    content = _first(made)[0].content if len(_first(made)) == 1 else None
    if not isinstance(content, v.Collection) or len(content.items) < 3 or content.open:
        return v.unknown("urlunsplit", engine.births)
    scheme, host, path = content.items[:3]
    return strings.concatenate(
        engine, [scheme, v.only("://"), host, _with_slash(path), *_query(content)], made.node, made.frame
    )


def _with_slash(path: v.Value) -> v.Value:
    return tuple(
        v.Alternative("/" + a.content, a.condition)
        if isinstance(a.content, str) and a.content and not a.content.startswith("/")
        else a
        for a in path
    )


def _query(content: v.Collection) -> list[v.Value]:
    query = content.items[-2]
    known = v.text_of(query[0].content) if len(query) == 1 else None
    return [] if known == "" else [v.only("?"), query]


def _b64encode(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in _first(made):
        text = v.text_of(alternative.content)
        if text is not None:
            import base64

            encoded = base64.b64encode(text.encode("latin-1", "replace")).decode()
            found.append(v.Alternative(encoded, alternative.condition, alternative.origin))
        else:
            found.append(
                v.Alternative(
                    symbol("base64", v.as_symbol(alternative.content)), alternative.condition, alternative.origin
                )
            )
    return tuple(found)


def _url_object(engine: Engine, made: Call) -> v.Value:
    text = made.arguments.get(0, "url")
    if text is None:
        return v.unknown("url", engine.births)
    return v.only(engine.new(v.LibraryObject("url", {"text": strings.formatted(text)})))


# ------------------------------------------------------------ classes and fields


def _field(engine: Engine, made: Call) -> v.Value:
    default = made.arguments.keywords.get("default")
    if default is None and made.arguments.positional:
        default = made.arguments.positional[0]
    if default is not None and any(isinstance(a.content, v.External) or a.content is Ellipsis for a in default):
        default = None
    factory = made.arguments.keywords.get("default_factory", made.arguments.keywords.get("factory"))
    return v.only(engine.new(v.LibraryObject("field", {"default": default, "factory": factory, "frame": made.frame})))


def _secret(engine: Engine, made: Call) -> v.Value:
    return v.only(engine.new(v.LibraryObject("secret", {"text": _first(made)})))


def _depends(engine: Engine, made: Call) -> v.Value:
    provider = made.arguments.get(0, "dependency")
    return v.only(engine.new(v.LibraryObject("depends", {"provider": provider, "frame": made.frame})))


def _suppress(engine: Engine, made: Call) -> v.Value:
    types = engine.new(v.Collection("tuple", list(made.arguments.positional)))
    return v.only(engine.new(v.LibraryObject("suppress", {"types": v.only(types)})))


def _object_of(kind: str) -> Model:
    def model(engine: Engine, made: Call) -> v.Value:
        return v.only(engine.new(v.LibraryObject(kind)))

    return model


def _import_module(engine: Engine, made: Call) -> v.Value:
    text = v.text_of(_first(made)[0].content)
    if text is not None and not text.startswith("."):
        from cko_lint.flow.imports import _module

        return _module(engine, text, made.frame.module)
    return v.unknown("module", engine.births)


def _annotated(engine: Engine, made: Call) -> v.Value | None:
    """`Annotated[T, Depends(f)]` under a name of its own."""
    content = made.arguments.positional[0][0].content
    if not isinstance(content, v.Collection):
        return None
    for item in content.items[1:]:
        for alternative in item:
            if isinstance(alternative.content, v.LibraryObject) and alternative.content.kind == "depends":
                return v.only(engine.new(v.LibraryObject("annotated", {"depends": alternative.content})))
    return content.items[0]


def _staticmethod(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in _first(made):
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


def _exit_stack(engine: Engine, made: Call) -> v.Value:
    return v.only(engine.new(v.LibraryObject("exit stack")))


CALLS: dict[str, Model] = {
    "typing.Annotated.__getitem__": _annotated, "typing_extensions.Annotated.__getitem__": _annotated,
    "staticmethod": _staticmethod, "django.utils.decorators.method_decorator": _same, "contextlib.ExitStack": _exit_stack,
    "contextlib.AsyncExitStack": _exit_stack,
    "os.getenv": _getenv, "os.environ.get": _getenv, "os.environ.__getitem__": _environ_item, "os.getenvb": _getenv,
    "os.environ.setdefault": _getenv, "os.environ.pop": _getenv,
    "str": _str, "dict": _dict, "collections.OrderedDict": _dict, "types.MappingProxyType": _same,
    "requests.structures.CaseInsensitiveDict": _dict, "httpx.Headers": _dict, "multidict.CIMultiDict": _dict,
    "multidict.MultiDict": _dict, "urllib3.HTTPHeaderDict": _dict, "copy.copy": _same, "copy.deepcopy": _same,
    "list": _list("list"), "tuple": _list("tuple"), "set": _list("set"), "frozenset": _list("set"), "sorted": _list("list"),
    "reversed": _list("list"), "iter": _same, "bool": _boolean, "int": _int, "float": _pure("float"), "len": _pure("length"),
    "repr": _pure("formatted"), "print": _logged, "any": _any, "all": _all, "map": _map, "filter": _filter, "zip": _zip,
    "enumerate": _enumerate, "next": _next, "getattr": _getattr, "setattr": _setattr, "isinstance": _isinstance,
    "issubclass": _pure("issubclass"), "hasattr": _pure("hasattr"), "type": _pure("type"), "id": _pure("id"),
    "callable": _pure("callable"), "range": _pure("range"), "min": _pure("min"), "max": _pure("max"), "sum": _pure("sum"),
    "exit": _exit, "quit": _exit, "sys.exit": _exit, "os._exit": _exit, "os.abort": _exit, "pytest.fail": _exit,
    "pytest.skip": _exit, "vars": _vars, "format": _pure("formatted"), "hash": _pure("hash"), "bytes": _str,
    "typing.cast": _result_of(1), "cast": _result_of(1),
    "functools.partial": _partial, "functools.lru_cache": _decorator, "functools.cache": _decorator, "functools.wraps": _wraps,
    "functools.identity": _same, "functools.reduce": _reduce, "functools.singledispatch": _same,
    "asyncio.run": _result_of(0), "asyncio.gather": _gather, "asyncio.create_task": _task, "asyncio.ensure_future": _task,
    "asyncio.wait_for": _result_of(0), "asyncio.shield": _result_of(0), "anyio.run": invoke(0), "asyncio.to_thread": invoke(0),
    "asyncio.as_completed": _same, "concurrent.futures.as_completed": _same, "asgiref.sync.async_to_sync": _same,
    "asgiref.sync.sync_to_async": _same, "fastapi.concurrency.run_in_threadpool": invoke(0),
    "starlette.concurrency.run_in_threadpool": invoke(0), "anyio.to_thread.run_sync": invoke(0), "asyncio.wait": _same,
    "tqdm.tqdm": _same, "tqdm": _same, "itertools.chain": _gather, "contextlib.closing": _same, "contextlib.aclosing": _same,
    "contextlib.suppress": _suppress, "contextlib.nullcontext": _same, "inspect.iscoroutine": _pure("iscoroutine"),
    "urllib.parse.urljoin": _urljoin, "urllib.parse.urlunsplit": _urlunsplit, "urllib.parse.urlunparse": _urlunsplit,
    "urllib.parse.quote": _same, "urllib.parse.quote_plus": _same, "urllib.parse.urlencode": _pure("urlencode"),
    "urllib.parse.unquote": _same, "base64.b64encode": _b64encode, "base64.standard_b64encode": _b64encode,
    "base64.urlsafe_b64encode": _b64encode, "httpx.URL": _url_object, "yarl.URL": _url_object, "furl.furl": _url_object,
    "pydantic.HttpUrl": _url_object, "pydantic.AnyHttpUrl": _url_object, "pydantic.AnyUrl": _url_object,
    "dataclasses.field": _field, "pydantic.Field": _field, "attr.ib": _field, "attrs.field": _field, "attr.field": _field,
    "attr.attrib": _field, "sqlmodel.Field": _field, "pydantic.SecretStr": _secret, "pydantic.types.SecretStr": _secret,
    "starlette.datastructures.Secret": _secret, "fastapi.Depends": _depends, "fastapi.params.Depends": _depends,
    "fastapi.Security": _depends, "fastapi_utils.Depends": _depends, "logging.getLogger": _object_of("logger"),
    "structlog.get_logger": _object_of("logger"), "structlog.getLogger": _object_of("logger"),
    "concurrent.futures.ThreadPoolExecutor": _object_of("executor"), "concurrent.futures.ProcessPoolExecutor": _object_of("executor"),
    "concurrent.futures.thread.ThreadPoolExecutor": _object_of("executor"), "multiprocessing.pool.ThreadPool": _object_of("executor"),
    "asyncio.TaskGroup": _object_of("executor"), "asyncio.get_event_loop": _object_of("loop"),
    "asyncio.get_running_loop": _object_of("loop"), "asyncio.new_event_loop": _object_of("loop"),
    "json.dumps": _pure("json"), "json.loads": _pure("decoded"), "json.load": _pure("decoded"), "importlib.import_module": _import_module,
    "uuid.uuid4": _pure("uuid"), "time.time": _pure("time"), "time.sleep": _print, "asyncio.sleep": _print,
    "time.monotonic": _pure("time"), "time.perf_counter": _pure("time"), "datetime.datetime.now": _pure("time"),
    "os.path.join": _pure("path"), "pathlib.Path": _pure("path"), "open": _pure("file"), "super": _pure("super"),
    "hmac.new": _pure("hmac"), "hashlib.sha256": _pure("hash"),
}  # fmt: skip


# ---------------------------------------------------------------------- methods


def method(engine: Engine, receiver: Any, name: str, made: Call) -> v.Value | None:
    """Calls a method of a string, a dictionary, a list, or a library object that belongs to no HTTP library."""
    arguments = made.arguments
    if isinstance(receiver, v.Mapping):
        return _mapping_method(engine, receiver, name, made)
    if isinstance(receiver, v.Collection):
        return _collection_method(engine, receiver, name, made)
    if isinstance(receiver, v.Deferred):
        if name in ("result", "get", "wait", "__await__", "join", "__next__", "__anext__"):
            return calls.settle(engine, v.only(receiver)) if not receiver.repeats else receiver.value
        if name in ("exception", "add_done_callback"):
            receiver.settled()
        return v.unknown("of a task", engine.births)
    if isinstance(receiver, v.LibraryObject):
        return _library_method(engine, receiver, name, made)
    if isinstance(receiver, (str, bytes, v.Text)):
        return strings.method(engine, receiver, name, arguments, made.node, made.frame) or v.unknown(
            name, v.as_symbol(receiver), engine.births
        )
    if isinstance(receiver, Symbol):
        return _symbol_method(engine, receiver, name, made)
    if isinstance(receiver, v.Instance) and "_value_" in receiver.attributes:
        inner = receiver.attributes["_value_"][0].content
        return strings.method(engine, inner, name, arguments, made.node, made.frame)
    return None


_STRING_ONLY = (
    strings._TESTS | strings._SHAPERS | {"encode", "decode", "split", "rsplit", "splitlines", "partition", "format"}
)


def _symbol_method(engine: Engine, receiver: Symbol, name: str, made: Call) -> v.Value | None:
    if name == "get_secret_value":
        return v.only(receiver)
    if name in _STRING_ONLY and not made.arguments.keywords:
        return strings.method(engine, receiver, name, made.arguments, made.node, made.frame)
    if name in LOG_METHODS and _says_log(receiver):
        return _logged(engine, made)
    if name in ("get", "setdefault", "pop") and made.arguments.positional:
        return _lookup(engine, receiver, made)
    if name == "count":
        return v.unknown("count", receiver, *(v.as_symbol(p[0].content) for p in made.arguments.positional if p))
    return None


def _says_log(receiver: Symbol) -> bool:
    name = receiver.parts[-1] if receiver.parts and isinstance(receiver.parts[-1], str) else ""
    return name.lower().strip("_") in ("log", "logger", "logging") or name.lower().endswith(("logger", "_log"))


def _lookup(engine: Engine, receiver: Symbol, made: Call) -> v.Value:
    """`settings.get("KEY", default)` on something that is out of sight."""
    key = made.arguments.positional[0]
    held = v.unknown("item", receiver, v.as_symbol(key[0].content) if len(key) == 1 else engine.births)
    default = made.arguments.get(1, "default")
    if default is None:
        return held
    engine.escape(default, "a default that is out of sight")
    atom = symbol("set", held[0].content)
    return v.union((v.restrict(held, when(atom, True)), v.restrict(default, when(atom, False))))


def _mapping_method(engine: Engine, mapping: v.Mapping, name: str, made: Call) -> v.Value | None:
    from cko_lint.flow.expressions import update

    positional = made.arguments.positional
    if name in ("get", "__getitem__"):
        return _mapping_get(engine, mapping, made)
    if name == "update":
        for value in positional:
            update(engine, mapping, value)
        for key, value in made.arguments.keywords.items():
            engine.put(mapping, key, value)
        if made.arguments.open:
            engine.open(mapping)
        return v.NONE
    if name in ("copy", "__copy__"):
        return v.only(engine.new(v.Mapping(dict(mapping.entries), mapping.open)))
    if name == "setdefault" and positional:
        return _setdefault(engine, mapping, made)
    if name == "pop" and positional:
        return _pop(engine, mapping, made)
    if name in ("items", "iteritems"):
        rows = [engine.new(v.Collection("tuple", [v.only(key), tuple(a for a in entry if a.content is not v.ABSENT)]))
                for key, entry in mapping.entries.items()]  # fmt: skip
        return v.only(engine.new(v.Collection("list", [v.only(row) for row in rows], mapping.open)))
    if name == "values":
        return v.only(engine.new(v.Collection("list", list(mapping.entries.values()), mapping.open)))
    if name == "keys":
        return v.only(engine.new(v.Collection("list", [v.only(key) for key in mapping.entries], mapping.open)))
    if name == "clear":
        for key in list(mapping.entries):
            engine.put(mapping, key, v.only(v.ABSENT))
        return v.NONE
    if name in ("add", "append", "extend", "popitem", "__setitem__"):
        engine.open(mapping)
    return v.unknown(name, v.as_symbol(mapping), engine.births)


def _mapping_get(engine: Engine, mapping: v.Mapping, made: Call) -> v.Value:
    key = made.arguments.positional[0] if made.arguments.positional else v.NONE
    default = made.arguments.get(1, "default") or v.NONE
    found: list[v.Value] = []
    for alternative in v.feasible(key, engine.path):
        name = attributes.key_of(alternative.content)
        entry = mapping.entries.get(name) if name is not None else None
        here = len(found)
        if name is None:
            chosen = iteration.lookup(engine, v.only(mapping), (v.Alternative(alternative.content),), made.frame)
            names = tuple(v.as_symbol(k) for k in mapping.entries)
            other = symbol("in", v.as_symbol(alternative.content), names)
            found.append(v.union((v.restrict(chosen, when(other, True)), v.restrict(default, when(other, False)))))
        elif entry is None:
            found.append(v.unknown("item", v.as_symbol(mapping), name) if mapping.open else default)
        else:
            found.append(_or_default(entry, default))
        found[here:] = [v.restrict(value, alternative.condition) for value in found[here:]]
    return v.union(found)


def _or_default(entry: v.Value, default: v.Value) -> v.Value:
    options = [v.restrict(default, a.condition) if a.content is v.ABSENT else (a,) for a in entry]
    return v.union(options)


def _setdefault(engine: Engine, mapping: v.Mapping, made: Call) -> v.Value:
    key = attributes.key_of(made.arguments.positional[0][0].content)
    default = made.arguments.get(1, "default") or v.NONE
    if key is None:
        engine.open(mapping)
        return v.unknown("item", v.as_symbol(mapping), engine.births)
    entry = mapping.entries.get(key)
    if entry is None:
        if mapping.open:
            elsewhere = v.restrict(
                v.unknown("item", v.as_symbol(mapping), key), when(symbol("has", mapping.born, key), True)
            )
            default = v.union((elsewhere, v.restrict(default, when(symbol("has", mapping.born, key), False))))
        engine.put(mapping, key, default)
        return default
    value = _or_default(entry, default)
    engine.put(mapping, key, value)
    return value


def _pop(engine: Engine, mapping: v.Mapping, made: Call) -> v.Value:
    key = attributes.key_of(made.arguments.positional[0][0].content)
    default = made.arguments.get(1, "default") or v.NONE
    if key is None:
        engine.open(mapping)
        return v.unknown("item", v.as_symbol(mapping), engine.births)
    entry = mapping.entries.get(key)
    if entry is None:
        return v.unknown("item", v.as_symbol(mapping), key) if mapping.open else default
    engine.put(mapping, key, v.only(v.ABSENT))
    return _or_default(entry, default)


def _collection_method(engine: Engine, collection: v.Collection, name: str, made: Call) -> v.Value | None:
    positional = made.arguments.positional
    if name in ("append", "add", "put", "appendleft") and positional:
        engine.append(collection, positional[0])
        if collection.born <= engine.epoch:
            engine.escape(positional[0], "kept in a list")
        return v.NONE
    if name == "extend" and positional:
        content = positional[0][0].content if len(positional[0]) == 1 else None
        if isinstance(content, v.Collection) and not content.open:
            for item in content.items:
                engine.append(collection, item)
        else:
            engine.append(collection, iteration.element(engine, positional[0]))
            engine.open(collection)
        return v.NONE
    if name in ("pop", "popleft", "get"):
        return iteration.element(engine, v.only(collection))
    if name in ("copy", "__copy__"):
        return v.only(engine.new(v.Collection(collection.kind, list(collection.items), collection.open)))
    if name in ("insert", "remove", "clear", "sort", "reverse", "discard", "update"):
        for value in positional:
            engine.escape(value, "kept in a list")
        engine.open(collection)
        return v.NONE
    return v.unknown(name, v.as_symbol(collection), engine.births)


def _library_method(engine: Engine, receiver: v.LibraryObject, name: str, made: Call) -> v.Value | None:
    if receiver.kind == "logger":
        return v.only(receiver) if name in ("bind", "getChild", "new", "opt") else _logged(engine, made)
    if receiver.kind == "secret":
        return receiver.attributes["text"] if name == "get_secret_value" else v.unknown("masked", receiver.born)
    if receiver.kind == "exit stack":
        if name in ("enter_context", "enter_async_context") and made.node is not None and made.node.arguments:
            return calls.enter_stack(engine, made.node.arguments[0].value, _first(made), made.frame)
        return v.only(receiver) if name == "__enter__" else v.NONE
    if receiver.kind == "executor":
        if name == "submit":
            return invoke(0)(engine, made)
        if name in ("create_task", "start_soon"):
            return _task(engine, made)
        if name == "map":
            return _map(engine, made)
        return v.only(receiver) if name == "__enter__" else v.NONE
    if receiver.kind == "loop":
        if name == "run_in_executor":
            return invoke(1)(engine, made)
        if name in ("run_until_complete", "create_task"):
            return calls.settle(engine, _first(made)) if name == "run_until_complete" else _first(made)
        return v.NONE
    if receiver.kind == "url":
        return _url_method(engine, receiver, name, made)
    return None


def _url_method(engine: Engine, receiver: v.LibraryObject, name: str, made: Call) -> v.Value | None:
    text: v.Value = receiver.attributes["text"]
    if name in ("join", "__truediv__", "joinpath") and made.arguments.positional:
        base = tuple(v.Alternative(_with_end(a.content), a.condition, a.origin) for a in text)
        joined = strings.concatenate(engine, [base, made.arguments.positional[0]], made.node, made.frame)
        return v.only(engine.new(v.LibraryObject("url", {"text": joined})))
    if name in ("human_repr", "__str__", "unicode_string"):
        return text
    return (
        v.only(engine.new(v.LibraryObject("url", {"text": text})))
        if name.startswith(("with_", "copy_", "update_")) and name not in ("with_host",)
        else None
    )


def _with_end(content: Any) -> Any:
    known = v.text_of(content)
    return known.rstrip("/") + "/" if known is not None else content


def attribute(engine: Engine, holder: v.LibraryObject, name: str, frame: Frame) -> v.Value | None:
    """Looks up an attribute of a library object that belongs to no HTTP library."""
    if holder.kind == "outgoing":
        return holder.attributes["headers"] if name == "headers" else v.unknown("of a request", holder.born, name)
    return None
