"""Built-in functions, and the decorators of `functools`."""

from __future__ import annotations

import itertools
import math
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import (
    escapes,
    formatting,
    futures,
    imports,
    instances,
    iteration,
    judgments,
    mappings,
    string_methods,
    strings,
    tests,
    variables,
)
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call, Frame
from cko_lint.logic.conditions import ALWAYS, conjoin
from cko_lint.logic.terms import Not, Term, symbol
from cko_lint.models.model import Model, first, pure, same
from cko_lint.models.stdlib.logs import logged, nothing
from cko_lint.syntax import tree


def _str(engine: Engine, made: Call) -> v.Value:
    if len(made.arguments.all()) > 1:  # it decodes, or encodes
        return tuple(v.Alternative(a.content, a.condition) for a in first(made))
    if not made.arguments.positional:
        return v.only("")
    return formatting.converted(engine, first(made), "s", made.node, made.frame)


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


def _reversed(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in _list("list")(engine, made) or ():
        content, text = alternative.content, v.text_of(alternative.content)
        if isinstance(content, v.Collection):
            content.items.reverse()
        elif text is not None:
            content = engine.new(v.Collection("list", [v.only(sign) for sign in reversed(text[:200])], len(text) > 200))
        else:
            content = symbol("reversed", v.as_symbol(content))
        found.append(v.Alternative(content, alternative.condition, alternative.origin))
    return tuple(found)


def _chain_map(engine: Engine, made: Call) -> v.Value:
    """`ChainMap(a, b)`: what the first of the dictionaries that has an entry has there."""
    mapping: v.Mapping = engine.new(v.Mapping())
    for value in reversed(made.arguments.positional):
        mappings.update(engine, mapping, value)
    return v.only(mapping)


def _list(kind: str) -> Model:
    def model(engine: Engine, made: Call) -> v.Value:
        if not made.arguments.positional:
            return v.only(engine.new(v.Collection(kind, [])))
        found = []
        for alternative in v.feasible(first(made), engine.path):
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
        elif isinstance(content, Term):
            made_content = content
        else:
            made_content = symbol("int", v.as_symbol(content))
        found.append(v.Alternative(made_content, alternative.condition))
    return tuple(found)


def _len(engine: Engine, made: Call) -> v.Value:
    """The length of a text, or of a tuple: to a list, somebody may add."""
    found = []
    for alternative in first(made):
        content: Any = alternative.content
        items = content.items if isinstance(content, v.Collection) and content.kind == "tuple" else None
        text = v.text_of(content)
        if items is not None and not content.open and all(a.content is not v.ABSENT for item in items for a in item):
            length: Any = len(items)
        else:
            length = len(text) if text is not None else symbol("length", v.as_symbol(content))
        found.append(v.Alternative(length, alternative.condition))
    return tuple(found)


def _product(engine: Engine, made: Call) -> v.Value | None:
    """`itertools.product(…)` of a few known lists: the list of all their combinations."""
    rows = [iteration.rounds(engine, value, made.frame) for value in made.arguments.positional]
    sizes = [len(row.elements) for row in rows]
    if not rows or made.arguments.keywords or made.arguments.open or math.prod(sizes) > _MOST_COMBINATIONS:
        return None
    if not all(row.certain for row in rows):
        return None
    combinations = itertools.product(*(row.elements for row in rows))
    made_rows = [engine.new(v.Collection("tuple", list(combination))) for combination in combinations]
    return v.only(engine.new(v.Collection("list", [v.only(row) for row in made_rows])))


_MOST_COMBINATIONS = 16


def _any(engine: Engine, made: Call) -> v.Value:
    return _quantified(engine, made, every=False)


def _all(engine: Engine, made: Call) -> v.Value:
    return _quantified(engine, made, every=True)


def _quantified(engine: Engine, made: Call, every: bool) -> v.Value:
    """`any(…)` and `all(…)` of a few known items, which is `or` and `and` between them; else one symbol for the same items."""
    tests.of_value(engine, iteration.element(engine, first(made)))
    content = first(made)[0].content if len(first(made)) == 1 else None
    if not isinstance(content, v.Collection) or content.open or len(content.items) > 8:
        return v.unknown("quantified", every, *(v.as_symbol(a.content) for a in first(made)[:1]))
    going = [ALWAYS]
    decided: list[v.Alternative] = []
    for item in content.items:
        found = []
        for condition in going:
            for further, outcome in tests.of_value(engine, v.feasible(item, engine.path)):
                joined = conjoin(condition, further)
                if joined is None:
                    continue
                if outcome is every:
                    found.append(joined)
                else:
                    decided.append(v.Alternative(not every, joined))
        if len(found) > 24:
            return v.unknown("quantified", engine.undo.now)
        going = found
    rest = tuple(v.Alternative(every, condition) for condition in going)
    return v.union([tuple(decided), rest]) or v.unknown("quantified", engine.undo.now)


def map_(engine: Engine, made: Call) -> v.Value:
    """`map(f, values)`: what the function makes of each element, or of any if these are not known."""
    with engine.stack.fetched_later():
        return _mapped(engine, made)


def _mapped(engine: Engine, made: Call) -> v.Value:
    earlier = len(engine.models.raised())
    rows = [iteration.rounds(engine, value, made.frame) for value in made.arguments.positional[1:]]
    if rows and all(row.certain for row in rows):
        results = [
            judgments.call(engine, first(made), Arguments(list(row), {}), made.node, made.frame)
            for row in zip(*(row.elements for row in rows), strict=False)
        ]
        return iteration.lazily(engine, v.only(engine.new(v.Collection("list", results))), earlier)
    elements = [iteration.element(engine, value) for value in made.arguments.positional[1:]]
    result = judgments.call(engine, first(made), Arguments(elements, {}), made.node, made.frame)
    return v.only(v.Deferred(result, repeats=True, pending=futures.raised_since(engine, earlier)))


def _filter(engine: Engine, made: Call) -> v.Value:
    values = made.arguments.positional[1] if len(made.arguments.positional) > 1 else v.NONE
    rounds = iteration.rounds(engine, values, made.frame)
    if rounds.certain:
        choices: list[iteration.Choice] = []
        for item in rounds.elements:
            said = item
            if any(a.content is not None for a in first(made)):
                said = judgments.call(engine, first(made), Arguments([item], {}), made.node, made.frame)
            choices.append((item, *tests.split(tests.of_value(engine, said))))
        return iteration.chosen(engine, choices)
    element = iteration.element(engine, values)
    if any(a.content is not None for a in first(made)):
        tests.of_value(engine, judgments.call(engine, first(made), Arguments([element], {}), made.node, made.frame))
    return v.only(v.Deferred(element, repeats=True))


def _zip(engine: Engine, made: Call) -> v.Value:
    contents: list[Any] = [value[0].content if len(value) == 1 else None for value in made.arguments.positional]
    if contents and all(isinstance(c, v.Collection) and not c.open for c in contents):
        rows = [engine.new(v.Collection("tuple", list(row))) for row in zip(*(c.items for c in contents), strict=False)]
        return v.only(engine.new(v.Collection("list", [v.only(row) for row in rows])))
    elements = [iteration.element(engine, value) for value in made.arguments.positional]
    return v.only(v.Deferred(v.only(engine.new(v.Collection("tuple", elements))), repeats=True))


def _enumerate(engine: Engine, made: Call) -> v.Value:
    content = first(made)[0].content if len(first(made)) == 1 else None
    if isinstance(content, v.Collection) and not content.open:
        rows = [engine.new(v.Collection("tuple", [v.only(index), item])) for index, item in enumerate(content.items)]
        return v.only(engine.new(v.Collection("list", [v.only(row) for row in rows])))
    pair = engine.new(
        v.Collection("tuple", [v.unknown("index", engine.undo.now), iteration.element(engine, first(made))])
    )
    return v.only(v.Deferred(v.only(pair), repeats=True))


def _next(engine: Engine, made: Call) -> v.Value:
    """`next(values)`: of what is made on the spot the first element, else any."""
    given = first(made)
    default = made.arguments.get(1, "default")
    content = given[0].content if len(given) == 1 and _is_made_here(made.node) else None
    if isinstance(content, v.Collection) and not content.open and content.items:
        return tuple(a for a in content.items[0] if a.content is not v.ABSENT) or iteration.element(engine, given)
    if isinstance(content, v.Deferred) and content.first is not None:
        found = tuple(a for a in content.first if a.content is not v.ABSENT)
        others = (v.restrict(default or (), a.condition) for a in content.first if a.content is v.ABSENT)
        return v.union((found, *others)) or iteration.element(engine, given)
    element = iteration.element(engine, given)
    return v.union((element, default)) if default is not None else element


def _is_made_here(node: Any) -> bool:
    """Whether nobody can have taken elements of the argument before."""
    argument = node.arguments[0].value if isinstance(node, tree.Call) and node.arguments else None
    if isinstance(argument, tree.Call):
        return isinstance(argument.function, tree.Name) and argument.function.id in (
            "enumerate",
            "filter",
            "iter",
            "zip",
        )
    return isinstance(argument, tree.Comprehension)


def _getattr(engine: Engine, made: Call) -> v.Value | None:
    if len(made.arguments.positional) < 2:
        return None
    found = []
    for alternative in made.arguments.positional[1]:
        name = v.text_of(alternative.content)
        if name is not None:
            value = judgments.get_attribute(engine, first(made), name, None, made.frame)
        else:
            holder = first(made)
            for held in holder:
                if isinstance(held.content, v.Instance):
                    escapes.give_functions(
                        engine, tuple(v.Alternative(method) for method in v.methods_of(held.content.cls))
                    )
            value = v.union(
                v.only(v.Bound(a.content, ""))
                if isinstance(a.content, v.LibraryObject)
                else v.unknown("getattr", v.as_symbol(a.content), v.as_symbol(alternative.content))
                for a in holder
            )
        found.append(v.restrict(value, alternative.condition))
    if len(made.arguments.positional) > 2 and all(
        a.content is None or isinstance(a.content, (str, Term)) for value in found for a in value
    ):
        found.append(made.arguments.positional[2])
    return v.union(found)


def _names_at_will(kind: str) -> Model:
    """Returns the model of what gives, or runs, code that may set any name of the module whose body it stands in."""

    def model(engine: Engine, made: Call) -> v.Value:
        if made.frame.is_module:
            imports.set_again(engine, made.frame)
        _hand_over_functions(engine, made)
        return v.unknown(kind, engine.undo.now)

    return model


class GlobalNames(v.LibraryObject):
    """`globals()` in a function: what a known name of the module is."""

    __slots__ = ("frame",)

    def __init__(self, frame: Frame) -> None:
        self.frame = frame

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """A name is looked up; under one that is not known there may be anything."""
        if name not in ("__getitem__", "get") or not call.arguments.positional:
            return None
        found = []
        for alternative in call.arguments.positional[0]:
            text = v.text_of(alternative.content)
            known = variables.find(engine, self.frame, text) if text is not None else None
            held = known or v.unknown("global", self.frame.module.path, v.as_symbol(alternative.content))
            found.append(v.restrict(held, alternative.condition))
        return v.union(found)


def _globals(engine: Engine, made: Call) -> v.Value | None:
    if made.frame.is_module:
        return _names_at_will("globals")(engine, made)
    _hand_over_functions(engine, made)
    return v.only(engine.new(GlobalNames(imports.frame_of(engine, made.frame.module))))


def _hand_over_functions(engine: Engine, made: Call) -> None:
    """The functions of the module may be called by their names, wherever that is."""
    module = imports.frame_of(engine, made.frame.module)
    for value in list(module.names.values()):
        escapes.give_functions(
            engine, tuple(a for a in v.resolve_imports(value) if isinstance(a.content, v.FunctionValue))
        )


def _members(engine: Engine, made: Call) -> v.Value:
    """`inspect.getmembers`: whoever asks for them may call any."""
    if any(map(_is_own_module, (a.content for a in first(made)))):
        _hand_over_functions(engine, made)
    return v.unknown("members", *(v.as_symbol(a.content) for a in first(made)))


def _is_own_module(content: Any) -> bool:
    """Whether a content is `sys.modules[__name__]`."""
    return isinstance(content, Term) and content.kind == "item" and content.parts[0] == v.External("sys.modules")


def _setattr(engine: Engine, made: Call) -> v.Value:
    """An assignment where the name is known; else any attribute may be anything from here on."""
    if len(made.arguments.positional) < 3:
        return v.NONE
    holder, name, value = made.arguments.positional[:3]
    known = v.text_of(name[0].content) if len(name) == 1 else None
    for alternative in holder:
        content = alternative.content
        if known is not None and _is_own_module(content) and made.frame.is_module:
            variables.set_name(engine, made.frame, known, value)
        elif known is not None:
            judgments.set_attribute(engine, content, known, value, made.frame, made.node)
        elif isinstance(content, (v.Instance, v.ClassValue)):
            engine.open(content)
        elif _is_own_module(content) and made.frame.is_module:
            imports.set_again(engine, made.frame)
    escapes.expose(engine, value, "it is stored with `setattr`")
    return v.NONE


def _isinstance(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in first(made):
        content = alternative.content
        wanted = made.arguments.get(1, "")
        name = getattr(wanted[0].content, "name", None) if wanted and len(wanted) == 1 else None
        if name in _PYTHON_TYPES and not isinstance(content, (Term, v.LibraryObject)):
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
    engine.models.logged(engine, made.arguments.all(), made.node, made.frame, is_error=True)
    made.frame.raised.append(engine.path.beyond(made.frame.base))
    for value in made.arguments.all():
        escapes.escape(engine, value, "it is passed to `exit`")
    engine.diverged = True
    return v.unknown("never", engine.undo.now)


def _vars(engine: Engine, made: Call) -> v.Value:
    content = first(made)[0].content if len(first(made)) == 1 else None
    if isinstance(content, v.Instance):
        return v.only(engine.new(v.Mapping(dict(content.attributes))))
    escapes.escape(engine, first(made), "it is passed to `vars`")
    return v.unknown("vars", engine.undo.now)


def _partial(engine: Engine, made: Call) -> v.Value:
    rest = made.arguments.positional[1:]
    return tuple(v.Alternative(v.Partial(a.content, rest, made.arguments.keywords), a.condition) for a in first(made))


def _decorator(engine: Engine, made: Call) -> v.Value:
    """`functools.wraps(f)`, `lru_cache(…)`: what is called next is returned as it is."""
    if made.arguments.positional and any(
        isinstance(a.content, (v.FunctionValue, v.Partial, v.Bound)) for a in first(made)
    ):
        return first(made)
    return v.only(v.External("functools.identity"))


def _wraps(engine: Engine, made: Call) -> v.Value:
    return v.only(v.External("functools.identity"))


def _reduce(engine: Engine, made: Call) -> v.Value:
    return v.unknown("reduced", engine.undo.now)


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


def _new(engine: Engine, made: Call) -> v.Value | None:
    """`object.__new__(cls)`."""
    content = first(made)[0].content if len(first(made)) == 1 else None
    return v.only(instances.bare(engine, content)) if isinstance(content, v.ClassValue) else None


def _import_string(engine: Engine, made: Call) -> v.Value:
    """`import_string("package.module.Name")`, also written with a colon."""
    found = []
    for alternative in first(made):
        text = v.text_of(alternative.content)
        module, _, name = (text or "").replace(":", ".").rpartition(".")
        if not module or module.startswith("."):
            found.append(v.unknown("imported", v.as_symbol(alternative.content)))
            continue
        home = imports.named(engine, module, made.frame)
        found.append(v.restrict(judgments.get_attribute(engine, home, name, None, made.frame), alternative.condition))
    return v.union(found)


def _import_module(engine: Engine, made: Call) -> v.Value:
    text = v.text_of(first(made)[0].content)
    if text is not None and not text.startswith("."):
        return imports.named(engine, text, made.frame)
    return v.unknown("module", engine.undo.now)


CALLS: dict[str, Model] = {
    "staticmethod": _staticmethod,
    "django.utils.decorators.method_decorator": same,
    "str": _str,
    "dict": _dict,
    "collections.OrderedDict": _dict,
    "collections.ChainMap": _chain_map,
    "collections.UserDict": _dict,
    "requests.structures.CaseInsensitiveDict": _dict,
    "httpx.Headers": _dict,
    "multidict.CIMultiDict": _dict,
    "multidict.MultiDict": _dict,
    "urllib3.HTTPHeaderDict": _dict,
    "list": _list("list"),
    "tuple": _list("tuple"),
    "set": _list("set"),
    "frozenset": _list("set"),
    "sorted": _list("list"),
    "reversed": _reversed,
    "iter": same,
    "bool": _boolean,
    "int": _int,
    "float": pure("float"),
    "len": _len,
    "itertools.product": _product,
    "repr": _repr,
    "ascii": _repr,
    "pprint.pformat": _repr,
    "pprint.saferepr": _repr,
    "shlex.quote": same,
    "shlex.join": _shell_words,
    "print": logged,
    "any": _any,
    "all": _all,
    "map": map_,
    "filter": _filter,
    "zip": _zip,
    "enumerate": _enumerate,
    "next": _next,
    "getattr": _getattr,
    "setattr": _setattr,
    "object.__setattr__": _setattr,
    "isinstance": _isinstance,
    "issubclass": pure("issubclass"),
    "hasattr": pure("hasattr"),
    "type": pure("type"),
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
    "vars": _vars,
    "inspect.getmembers": _members,
    "exec": _names_at_will("exec"),
    "globals": _globals,
    "locals": _names_at_will("locals"),
    "split_settings.tools.include": _names_at_will("include"),
    "format": pure("formatted"),
    "hash": pure("hash"),
    "bytes": _str,
    "functools.partial": _partial,
    "functools.lru_cache": _decorator,
    "functools.cache": _decorator,
    "functools.wraps": _wraps,
    "functools.identity": same,
    "functools.reduce": _reduce,
    "functools.singledispatch": same,
    "tqdm.tqdm": same,
    "inspect.iscoroutine": pure("iscoroutine"),
    "json.dumps": written("json"),
    "json.loads": pure("decoded"),
    "json.load": pure("decoded"),
    "importlib.import_module": _import_module,
    "django.utils.module_loading.import_string": _import_string,
    "werkzeug.utils.import_string": _import_string,
    "pkgutil.resolve_name": _import_string,
    "pydoc.locate": _import_string,
    "object.__new__": _new,
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
