"""What a command line keeps for its commands: `ctx.obj` of click and typer, and the decorators that pass it on.

The function of a group makes it, its commands get it: as `ctx.obj`, under `@click.pass_obj`, or under a decorator that
`make_pass_decorator` has made. As with what a web application keeps, `applications.py` runs the one function that does.
"""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, judgments, managers
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call, Frame
from cko_lint.logic.terms import Term, symbol
from cko_lint.models.frameworks import application_places as places
from cko_lint.models.frameworks.applications import Applications
from cko_lint.syntax import tree

_CURRENT = symbol("call", v.External("click.get_current_context"), (), ())
_PASSING = ("click.pass_obj", "click.decorators.pass_obj", "asyncclick.pass_obj", "rich_click.pass_obj")
MAKING = ("click.make_pass_decorator", "asyncclick.make_pass_decorator", "rich_click.make_pass_decorator")


class PassDecorator(v.LibraryObject):
    """`make_pass_decorator(State, ensure=True)`: passes the object that is kept, or makes one if it is to."""

    __slots__ = ("applications", "cls", "is_ensured", "made")

    def __init__(self, applications: Applications, cls: v.Value, is_ensured: bool) -> None:
        self.applications = applications
        self.cls = cls
        self.is_ensured = is_ensured
        self.made: v.Value | None = None

    def passed(self, engine: Engine, frame: Frame) -> v.Value:
        """Returns what a command gets."""
        kept = _kept(engine, self.applications, _CURRENT, frame)
        if kept is not None or not self.is_ensured or not self._is_class():
            return kept or _unknown(_CURRENT)
        if self.applications.is_changed(engine, frame, "obj"):
            return _unknown(_CURRENT)
        return judgments.call(engine, self.cls, Arguments([], {}), None, frame)

    def _is_class(self) -> bool:
        return all(isinstance(a.content, v.ClassValue) for a in self.cls)


class _Passed(v.LibraryObject):
    """What gives a command the object of its context: the provider of its first parameter."""

    __slots__ = ("decorator", "frame")

    def __init__(self, decorator: PassDecorator, frame: Frame) -> None:
        self.decorator = decorator
        self.frame = frame

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """It is called for it."""
        return self.decorator.passed(engine, self.frame) if name == "__call__" else None


def call(engine: Engine, applications: Applications, name: str, made: Call) -> v.Value | None:
    """Makes a decorator that passes the object of the context; None for anything else."""
    if name not in MAKING or not made.arguments.positional:
        return None
    applications.passers |= _names_given(made)
    is_ensured = any(a.content is True for a in made.arguments.keywords.get("ensure", ()))
    return v.only(engine.new(PassDecorator(applications, made.arguments.positional[0], is_ensured)))


def _names_given(made: Call) -> set[str]:
    """Returns the names that the body of a module gives to what a call returns."""
    body = made.frame.module.parsed.body
    targets = [node.targets for node in body if isinstance(node, tree.Assign) and node.value is made.node]
    return {name for several in targets for target in several if (name := tree.last_name(target))}


def decorate(
    engine: Engine, applications: Applications, function: v.FunctionValue, applied: v.Value, frame: Frame
) -> bool:
    """Gives the first parameter of a command what a decorator passes; whether it is one that does."""
    for alternative in applied:
        content = alternative.content
        if external.external_name(content) in _PASSING:
            content = engine.new(PassDecorator(applications, (), False))
        if isinstance(content, PassDecorator):
            provider = v.only(engine.new(_Passed(content, frame)))
            _provide(function, v.only(engine.new(v.Dependency(provider, frame))))
            return True
    return False


def _provide(function: v.FunctionValue, dependency: v.Value) -> None:
    for parameter in function.node.parameters:
        if parameter.kind == "positional" and parameter.name not in function.defaults:
            function.defaults = {**function.defaults, parameter.name: dependency}
            return


def method(engine: Engine, applications: Applications, holder: Term, name: str, made: Call) -> v.Value | None:
    """Calls a method of a context: what it keeps is asked for, made, or entered."""
    if name not in _METHODS or places.of(holder, made.frame.module) != "context":
        return None
    if name == "with_resource" and made.arguments.positional:
        return managers.entered(engine, made.arguments.positional[0], made.node, made.frame)
    kept = _kept(engine, applications, holder, made.frame)
    if kept is None and name == "ensure_object" and made.arguments.positional:
        return _ensured(engine, applications, holder, made)
    return kept or _unknown(holder)


_METHODS = ("ensure_object", "find_object", "with_resource")


def _ensured(engine: Engine, applications: Applications, holder: Term, made: Call) -> v.Value:
    """Makes the object of a class of the project; the entries of a dictionary are kept one by one."""
    cls = made.arguments.positional[0]
    if not all(isinstance(a.content, v.ClassValue) for a in cls):
        return _unknown(holder)
    value = judgments.call(engine, cls, Arguments([], {}), made.node, made.frame)
    applications.keep(engine, holder, "obj", value, made.node, made.frame)
    return value


def _kept(engine: Engine, applications: Applications, holder: Term, frame: Frame) -> v.Value | None:
    return applications.kept(engine, holder, "obj", frame, is_item=False)


def _unknown(holder: Term) -> v.Value:
    return v.only(symbol("attribute", holder, "obj"))
