"""What functions of a project leave in an object that keeps things for others, such as a thread's own: they are run for that.

The functions are found by the text with which they set it. If one of the places where that text stands is in no function that
can be run, nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cko_lint import values as v
from cko_lint.interpreter import escapes, rebinding
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.rebinding import Read, Setter
from cko_lint.project.modules import Module
from cko_lint.sources.path_roles import is_test

_MOST_SETTERS, _MOST_FILES, _DEEPEST = 3, 20, 5
_CHANGES = re.compile(
    rb"\.(?:headers|auth|cookies|verify|hooks|event_hooks)\b[^\n=()]*(?:=[^=]|\.(?:update|setdefault|append)\()"
    rb"|\.mount\(|\bsetattr\("
)
_PASSES_ON = rb"(?:\b(?:return|yield)\b[^\n]*|\([^()\n]*)\b%(name)s(?:\.\w+(?:\(\))?)?\s*(?:[,)]|$)"
_RETURNS = rb"\b(?:return|yield)\b[^\n]*\b%(name)s(?:\.\w+(?:\(\))?)?\s*(?:[,)]|$)"
_GIVEN_TO = rb"(\w+)\([^()\n]*\b%(name)s(?:\.\w+(?:\(\))?)?\s*[,)]"
_CHANGES_ITEMS = re.compile(rb"\]\s*[|+]?=[^=]|\.(?:update|setdefault|pop)\(")


def left(engine: Engine, module: Module, name: str, text: str, read: Read) -> v.Value | None:
    """Returns what functions leave where `read` looks, and set by a text like `local.session = `; None if it is not known.

    `name` is that of the object, such as `local`: code that mentions it may change what was left there.
    """
    if engine.entry_point is None or len(engine.stack.calls) > _DEEPEST:
        return None
    key = (module.path, name, text)
    if key not in engine.usage.kept:
        engine.usage.kept[key] = None  # while it is worked out, it is not known
        engine.usage.kept[key] = _of_all(engine, module, name, text, read)
    value, is_changed = engine.usage.kept[key] or ((), False)
    if is_changed:
        escapes.escape(engine, value, "it is changed by other code")
    return value or None


def are_any(engine: Engine, text: str) -> bool:
    """Whether any function of the project has a text like `local.session =`."""
    needle = text.encode("utf-8", "surrogatepass")
    modules = map(engine.project.load, engine.project.containing(engine.project.root, (needle,)))
    return any(needle in _lines(one, node) for one in modules for _, node in rebinding.functions(one.parsed.body))


def _of_all(engine: Engine, module: Module, name: str, text: str, read: Read) -> tuple[v.Value, bool] | None:
    paths = list(engine.project.containing(engine.project.root, (text.encode("utf-8", "surrogatepass"),)))
    if len(paths) > _MOST_FILES:
        return None
    modules = [engine.project.load(path) for path in paths if not is_test(path)]
    setters = [setter for one in modules for setter in _setters_in(engine, one, text)]
    known = [setter for setter in setters if setter is not None]
    if not 0 < len(known) == len(setters) <= _MOST_SETTERS:
        return None
    found = [value for setter in known if (value := rebinding.of_any(engine, module, [setter], read))]
    if len(found) != 1:  # several leave something: which of them has run is not known
        return None
    return found[0], _is_changed(engine, name, known, found[0])


def _setters_in(engine: Engine, module: Module, text: str) -> Iterator[Setter | None]:
    """Yields the functions of a module that have a text, and None if it stands elsewhere, too."""
    data = module.source
    needle = re.compile(
        rb"(?<!\w)%s%s" % (re.escape(text.encode("utf-8", "surrogatepass")), rb"\b" if text[-1].isalpha() else b"")
    )
    outside = len(needle.findall(data))
    for owner, node in rebinding.functions(module.parsed.body):
        inside = len(needle.findall(_lines(module, node)))
        outside -= inside
        if inside:
            yield _on_this_object(engine, rebinding.setter(engine, module, node, owner))
    if outside > 0:
        yield None


def _on_this_object(engine: Engine, setter: Setter | None) -> Setter | None:
    """A method is run on the object whose method is running."""
    receiver = engine.entry_receiver
    if setter is None or not (isinstance(receiver, v.Instance) and isinstance(setter[1], v.Instance)):
        return setter
    return (setter[0], receiver) if receiver.cls is setter[1].cls else setter


def _lines(module: Module, node: object) -> bytes:
    top, _, bottom, _ = module.span(node)  # type: ignore[arg-type]
    return b"\n".join(module.source.split(b"\n")[top - 1 : bottom])


def _is_changed(engine: Engine, name: str, setters: list[Setter], value: v.Value) -> bool:
    """Whether code outside of the functions that set it changes what was left in an object, as far as the text tells."""
    changes = [_CHANGES]
    if any(isinstance(a.content, v.Mapping) for a in value):
        changes.append(_CHANGES_ITEMS)
    nodes = {id(function.node) for function, _ in setters}
    modules = [
        engine.project.load(path)
        for path in engine.project.containing(engine.project.root, (name.encode("utf-8", "surrogatepass"),))
    ]
    named = {b"name": re.escape(name).encode("utf-8", "surrogatepass")}
    passes_on = re.compile(_PASSES_ON % named, re.MULTILINE)
    is_passed_on = any(passes_on.search(_without(module, nodes)) for module in modules)
    mention = None if is_passed_on else name.encode("utf-8", "surrogatepass")
    texts = [_without(module, nodes, mention) for module in modules]
    given_to = {found for text in texts for found in re.findall(_GIVEN_TO % named, text)}
    texts += [one.source for one in _defining(engine, given_to) if one not in modules]
    for getter in {found for module in modules for found in _getters(module, named)}:
        users = engine.project.containing(engine.project.root, (b"%s(" % getter,))
        texts += [_without(engine.project.load(path), nodes, getter) for path in users if not is_test(path)]
    return any(pattern.search(text) for pattern in changes for text in texts)


def _getters(module: Module, named: dict[bytes, bytes]) -> Iterator[bytes]:
    """Yields the names of the functions of a module that return what was left, or something of it."""
    returning = re.compile(_RETURNS % named, re.MULTILINE)
    for _, node in rebinding.functions(module.parsed.body):
        if returning.search(_lines(module, node)):
            yield node.name.encode("utf-8", "surrogatepass")


def _defining(engine: Engine, functions: set[bytes]) -> Iterator[Module]:
    """Yields the modules that define functions of some names."""
    needles = tuple(b"def %s(" % name for name in functions)
    return map(engine.project.load, engine.project.containing(engine.project.root, needles))


def _without(module: Module, nodes: set[int], mention: bytes | None = None) -> bytes:
    """Returns the text of a module without some of its functions, and without those that do not mention a name."""
    text = module.source
    for _, node in rebinding.functions(module.parsed.body):
        lines = _lines(module, node)
        if id(node) in nodes or (mention is not None and mention not in lines):
            text = text.replace(lines, b"")
    return text
