"""What each task or thread has for itself: `ContextVar`, `threading.local`."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes, setters
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.models.model import Model
from cko_lint.project.modules import Module
from cko_lint.syntax import tree


class ContextVariable(v.WithAttributes):
    """A context variable: what runs now has set it, or it has its default, or what some function of the project sets.

    `name` is what it is called in its `module`; None if it has no plain name.
    """

    __slots__ = ("default", "module", "name")
    is_place = True

    def __init__(self, default: v.Value | None, module: Module, name: str | None) -> None:
        super().__init__({"value": v.only(v.ABSENT)})
        self.default = default
        self.module = module
        self.name = name

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """Its methods only."""
        return None

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """`set` and `get`."""
        if name == "set" and call.arguments.positional:
            engine.set_attribute(self, "value", call.arguments.positional[0])
            escapes.expose_terms(engine, call.arguments.positional[0], "it is stored in a context variable")
            return v.unknown("token", self.made_at)
        if name != "get":
            return None
        return v.union(
            v.restrict(self._before(engine, call), a.condition) if a.content is v.ABSENT else (a,)
            for a in v.feasible(self.attributes["value"], engine.path)
        )

    def _before(self, engine: Engine, call: Call) -> v.Value:
        """Returns what it is if what runs now has not set it."""
        default = self.default or call.arguments.get(0, "default")
        if default is not None and not self._is_set_somewhere(engine):
            return default
        unknown = v.unknown("context", self.made_at)
        if self.name is None or self._is_anywhere(engine, f"{self.name} as "):
            return unknown
        left = setters.left(engine, self.module, self.name, f"{self.name}.set", lambda: self.attributes["value"])
        return left or unknown

    def _is_set_somewhere(self, engine: Engine) -> bool:
        """Whether any file of the project seems to set it: by its name, or by what else has got it."""
        if self.name is None or self._is_anywhere(engine, f"{self.name}.set", f"{self.name} as "):
            return True
        home = self.module.name.rpartition(".")[2].encode("utf-8", "surrogatepass")
        named = engine.project.containing(engine.project.root, (self.name.encode("utf-8", "surrogatepass"),))
        for path in named:
            module = engine.project.load(path)
            if module is self.module or home in engine.project.text(path) or _imports(module, self.name):
                if _is_handed_on(module, self.name):
                    return True
        return False

    def _is_anywhere(self, engine: Engine, *texts: str) -> bool:
        needles = tuple(text.encode("utf-8", "surrogatepass") for text in texts)
        return any(True for _ in engine.project.containing(engine.project.root, needles))


def _imports(module: Module, name: str) -> bool:
    """Whether a module imports something of a name, such as from a package that hands it on."""
    nodes = tree.walk(module.parsed.body, lambda body: "import" in body.text)
    return any(isinstance(node, tree.ImportFrom) and any(name == one for one, _ in node.names) for node in nodes)


def _is_handed_on(module: Module, name: str) -> bool:
    """Whether a module does something else with what has a name than to declare it and to call its methods."""
    nodes = list(tree.walk(module.parsed.body, lambda body: name in body.text))
    called_on = {id(node.base) for node in nodes if isinstance(node, tree.Attribute)}
    targets = {id(target) for node in nodes if isinstance(node, tree.Assign) for target in node.targets}
    return any(
        tree.last_name(node) == name and id(node) not in called_on | targets
        for node in nodes
        if isinstance(node, (tree.Name, tree.Attribute))
    )


class ThreadLocal(v.WithAttributes):
    """`threading.local()`: what runs now has set an attribute of it, or some function of the project does.

    `initial` is what bodies of modules set, in the thread that imports them.
    """

    __slots__ = ("initial", "module", "name")
    is_place = True

    def __init__(self, module: Module, name: str | None) -> None:
        super().__init__()
        self.module = module
        self.name = name
        self.initial: dict[str, v.Value] = {}

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """Returns an attribute; what was not set on this path may be what somebody else has set."""
        held = v.feasible(self.attributes.get(name, v.only(v.ABSENT)), engine.path)
        return v.union(
            v.restrict(self._before(engine, name), a.condition) if a.content is v.ABSENT else (a,) for a in held
        )

    def set_attribute(self, engine: Engine, name: str, value: v.Value) -> bool:
        """Sets an attribute, which other functions may read in the same thread."""
        if engine.entry_point is None:
            self.initial[name] = value
        else:
            super().set_attribute(engine, name, value)
        escapes.expose_responses(engine, value, "it is stored in an attribute of its thread")
        return True

    def _before(self, engine: Engine, name: str) -> v.Value:
        unknown = v.unknown("of this thread", self.made_at, name)
        if self.name is None:
            return unknown
        if name in self.initial and not self._is_set_later(engine, name):
            return self.initial[name]

        def read() -> v.Value:
            return self.attributes.get(name, ())

        return setters.left(engine, self.module, self.name, f"{self.name}.{name} = ", read) or unknown

    def _is_set_later(self, engine: Engine, name: str) -> bool:
        return name in engine.usage.set_elsewhere or setters.are_any(engine, f"{self.name}.{name} =")


def _variable(engine: Engine, made: Call) -> v.Value:
    default = made.arguments.keywords.get("default")
    return v.only(engine.new(ContextVariable(default, made.frame.module, _name(made))))


def _local(engine: Engine, made: Call) -> v.Value:
    return v.only(engine.new(ThreadLocal(made.frame.module, _name(made))))


def _name(made: Call) -> str | None:
    """Returns the name, or that of the attribute, which is what a call gives and nothing else."""
    body = made.frame.function.node.body if made.frame.function is not None else made.frame.module.parsed.body
    targets = [node.targets for node in tree.walk(body) if isinstance(node, tree.Assign) and node.value is made.node]
    names = [tree.last_name(target) for several in targets for target in several]
    return names[0] if len(names) == 1 and names[0] else None


CALLS: dict[str, Model] = {
    "contextvars.ContextVar": _variable,
    **dict.fromkeys(("threading.local", "_threading_local.local", "gevent.local.local", "eventlet.corolocal.local",
                     "asgiref.local.Local", "werkzeug.local.Local"), _local),
}  # fmt: skip
