"""Containers of dependency-injector: providers make objects of what other providers give, and are injected by name.

What a container is told to configure is known where it is told so; an option that is set elsewhere is not known.
"""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes, futures, judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call, Frame
from cko_lint.interpreter.handed_out import hand_out
from cko_lint.logic.algebra import implies
from cko_lint.models.frameworks import reconfigured
from cko_lint.models.frameworks.reconfigured import Declared, Elsewhere
from cko_lint.models.model import Model, first
from cko_lint.models.settings.environment import variable


class Provided(v.LibraryObject):
    """What stands for an object in a container until it is needed."""

    __slots__ = ()

    def inject(self, engine: Engine, node: Any, frame: Frame) -> v.Value:
        """Returns the object."""
        return v.unknown("provided", self.made_at)

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Calling it gives the object."""
        return self.inject(engine, call.node, call.frame) if name == "__call__" else None


class Provider(Provided):
    """`providers.Factory(Client, base_url=…)`; `gives_one` if it gives the same object again, such as a singleton."""

    __slots__ = ("arguments", "called", "declared", "elsewhere", "gives_one", "overriding")

    def __init__(self, called: v.Value, arguments: Arguments, gives_one: bool, declared: Declared | None) -> None:
        self.called = called
        self.arguments = arguments
        self.gives_one = gives_one
        self.declared = declared
        self.elsewhere: Elsewhere | None = None
        self.overriding: v.Value | None = None

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """`provider` is it itself; `provided` stands for the attributes of its object."""
        if name == "provider":
            return v.only(engine.new(_Itself(self)))
        return v.only(engine.new(Part(self))) if name == "provided" else None

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Gives an object, or something else instead from now on."""
        if name == "override":
            before = self.overriding
            engine.undo.record(self, lambda: setattr(self, "overriding", before))
            self.overriding = first(call)
        if name in _ALSO_CALLED:
            return self._made(engine, call.arguments, call.node, call.frame)
        return v.NONE if name in _MANAGING else None

    def inject(self, engine: Engine, node: Any, frame: Frame) -> v.Value:
        """Returns an object made of what it was told."""
        return self._made(engine, Arguments([], {}), node, frame)

    def _made(self, engine: Engine, more: Arguments, node: Any, frame: Frame) -> v.Value:
        if self.overriding is not None:
            return _injected(engine, self.overriding, node, frame)
        if self._elsewhere(engine).is_replaced:
            return v.unknown("provided", self.made_at)
        key = ("provided", self.made_at)
        known = engine.remembered.get(key) if self.gives_one else None
        if known is not None and implies(engine.path, known[0]):
            return known[1]
        path = engine.path
        value = futures.first_yielded(
            judgments.call(engine, self.called, self._all(engine, more, node, frame), node, frame)
        )
        if self.gives_one and self._elsewhere(engine).is_changed:
            escapes.escape(engine, value, "it is changed by other code")
        elif self.gives_one and self.declared is not None:
            declared = self.declared
            hand_out(engine, (declared.module.path, f"{declared.cls}.{declared.name}"), value, self)
        engine.remembered[key] = path, value, self
        return value

    def _elsewhere(self, engine: Engine) -> Elsewhere:
        """Returns what code that may have run before makes of it."""
        if self.elsewhere is None:
            self.elsewhere = reconfigured.elsewhere(engine, self.declared)
        return self.elsewhere

    def _all(self, engine: Engine, more: Arguments, node: Any, frame: Frame) -> Arguments:
        positional = [_injected(engine, value, node, frame) for value in self.arguments.positional]
        keywords = {name: _injected(engine, value, node, frame) for name, value in self.arguments.keywords.items()}
        is_open = self.arguments.open or more.open
        return Arguments([*positional, *more.positional], {**keywords, **more.keywords}, is_open)


_ALSO_CALLED = ("__call__", "init", "async_")
_MANAGING = ("override", "reset", "shutdown", "reset_override", "add_kwargs", "add_args", "set_kwargs", "set_args")


class Constant(Provided):
    """`providers.Object(x)`: x itself."""

    __slots__ = ("value",)

    def __init__(self, value: v.Value) -> None:
        self.value = value

    def inject(self, engine: Engine, node: Any, frame: Frame) -> v.Value:
        """Returns it."""
        return self.value


class _Itself(v.LibraryObject):
    """`container.client.provider`: the provider is given, and not its object."""

    __slots__ = ("provider",)

    def __init__(self, provider: Provider) -> None:
        self.provider = provider

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """It is used as the provider is."""
        return self.provider.call_method(engine, name, call, receiver)


class Part(Provided):
    """`container.service.provided.client`: an attribute of the object that a provider gives."""

    __slots__ = ("names", "provider")

    def __init__(self, provider: Provided, names: tuple[str, ...] = ()) -> None:
        self.provider = provider
        self.names = names

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """Returns what stands for an attribute."""
        return v.only(engine.new(Part(self.provider, (*self.names, name))))

    def inject(self, engine: Engine, node: Any, frame: Frame) -> v.Value:
        """Returns the attribute itself."""
        value = self.provider.inject(engine, node, frame)
        for name in self.names:
            value = judgments.get_attribute(engine, value, name, node, frame)
        return value


class Configuration(Provided):
    """`providers.Configuration()`, or a part of one: what has been set in sight, by the dotted name of each option."""

    __slots__ = ("declared", "options", "path", "ran")

    def __init__(self, options: v.Mapping, path: str, declared: Declared | None, ran: set[int]) -> None:
        self.options = options
        self.path = path
        self.declared = declared
        self.ran = ran

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """Returns an option, or a section; methods are methods."""
        if name in _CONFIGURING:
            return None
        path = f"{self.path}.{name}" if self.path else name
        return v.only(engine.new(Configuration(self.options, path, self.declared, self.ran)))

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Sets options, or gives one."""
        if name == "__getitem__":
            text = v.text_of(first(call)[0].content)
            return self.get_attribute(engine, text) if text is not None else None
        if name in ("required", "as_", "as_int", "as_float"):
            return v.only(self)
        if name in _CONFIGURING:
            self._set(engine, name, call)
            return v.NONE
        return self.inject(engine, call.node, call.frame) if name == "__call__" else None

    def inject(self, engine: Engine, node: Any, frame: Frame) -> v.Value:
        """Returns the value of an option; what was not set in sight is the same wherever it is asked for."""
        held = v.feasible(self.options.entries.get(self.path, v.only(v.ABSENT)), engine.path)
        unknown = self._unknown(self.path)
        if any(a.content is not v.ABSENT for a in held) and self._is_set_elsewhere(engine):
            return unknown
        return v.union(v.restrict(unknown, a.condition) if a.content is v.ABSENT else (a,) for a in held)

    def _unknown(self, path: str) -> v.Value:
        return v.unknown("configured", self.options.made_at, path)

    def _is_set_elsewhere(self, engine: Engine) -> bool:
        """Whether more calls seem to set options than those that have run."""
        return self.declared is not None and reconfigured.configuring(engine, self.declared) > len(self.ran)

    def _set(self, engine: Engine, name: str, call: Call) -> None:
        self.ran.add(id(call.node))
        if name == "from_env" and call.arguments.positional:
            default = call.arguments.get(1, "default")
            self._put(engine, self.path, variable(engine, first(call), default, must=default is None))
        elif name in ("from_value", "from_dict", "override", "update"):
            self._put(engine, self.path, first(call))
        else:  # of a file, or by a name that is not looked at: any option may be another one now
            engine.open(self.options)
            for path in list(self.options.entries):
                engine.put(self.options, path, v.unknown("configured", self.options.made_at, path, engine.undo.now))

    def _put(self, engine: Engine, path: str, value: v.Value) -> None:
        content = value[0].content if len(value) == 1 else None
        if not isinstance(content, v.Mapping):
            engine.put(self.options, path, value)
            return
        for key, entry in content.entries.items():
            self._put(engine, f"{path}.{key}" if path else str(key), entry)


_CONFIGURING = frozenset(
    {
        "from_env", "from_value", "from_dict", "from_yaml", "from_ini", "from_json", "from_pydantic", "override", "update",
        "required", "as_", "as_int", "as_float", "load", "set", "get_yaml_files",
    }
)  # fmt: skip


def _injected(engine: Engine, value: v.Value, node: Any, frame: Frame) -> v.Value:
    """Returns a value in which providers are what they give."""
    found: list[v.Value] = []
    for alternative in value:
        content = alternative.content
        given = content.inject(engine, node, frame) if isinstance(content, Provided) else (alternative,)
        if isinstance(content, _Itself):
            given = v.only(content.provider)
        found.append(v.restrict(given, alternative.condition))
    return v.union(found)


def _provider(gives_one: bool) -> Model:
    def model(engine: Engine, made: Call) -> v.Value:
        given = Arguments(made.arguments.positional[1:], made.arguments.keywords, made.arguments.open)
        return v.only(engine.new(Provider(first(made), given, gives_one, reconfigured.declared(made))))

    return model


def _dictionary(engine: Engine, made: Call) -> v.Value:
    """`providers.Dict(a=…)`: a dictionary of what they give."""
    return v.only(engine.new(Provider(v.only(v.External("dict")), made.arguments, False, reconfigured.declared(made))))


def _object(engine: Engine, made: Call) -> v.Value:
    return v.only(engine.new(Constant(first(made))))


def _unknown(engine: Engine, made: Call) -> v.Value:
    return v.only(engine.new(Provided()))


def _configuration(engine: Engine, made: Call) -> v.Value:
    return v.only(engine.new(Configuration(engine.new(v.Mapping()), "", reconfigured.declared(made), set())))


def _provide(engine: Engine, made: Call) -> v.Value | None:
    """`Provide[Container.client]`: a dependency, which the framework gets from the provider."""
    given = first(made)
    if not all(isinstance(a.content, Provided) for a in given):
        return None
    return v.only(engine.new(v.Dependency(given, made.frame)))


_KINDS = {
    "Factory": _provider(gives_one=False), "Callable": _provider(gives_one=False), "Coroutine": _provider(gives_one=False),
    "Singleton": _provider(gives_one=True), "ThreadSafeSingleton": _provider(gives_one=True),
    "ThreadLocalSingleton": _provider(gives_one=True), "ContextLocalSingleton": _provider(gives_one=True),
    "Resource": _provider(gives_one=True), "Object": _object, "Configuration": _configuration,
    "Dict": _dictionary, "List": _unknown, "Dependency": _unknown, "Selector": _unknown, "Container": _unknown, "DependenciesContainer": _unknown,
}  # fmt: skip
_WIRED = ("Provide.__getitem__", "Closing.__getitem__")

CALLS: dict[str, Model] = {
    **{f"dependency_injector.providers.{name}": model for name, model in _KINDS.items()},
    **{f"dependency_injector.wiring.{name}": _provide for name in _WIRED},
}
