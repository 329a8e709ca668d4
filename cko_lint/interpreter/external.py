"""What is not of the project: its full name, and what a call of it gives that no model knows."""

from __future__ import annotations

import builtins
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments
from cko_lint.logic.terms import Term


def unresolved(engine: Engine, callee: Any, arguments: Arguments) -> v.Value:
    """The result of a call that no model knows; what was passed to it escapes."""
    name = external_name(callee)
    made_by = name or _name_of_maker(callee)
    may_catch = made_by is None or made_by.startswith(_QUEUES) or not engine.models.lets_through(made_by)
    observes = name is not None and engine.models.only_observes(name)
    is_known = made_by is not None and engine.models.lets_through(made_by)
    engine.retested.called(callee, arguments, is_known)
    for value in arguments.all() if not observes else ():
        _hand_over(engine, value, is_known)
        if may_catch and not isinstance(callee, v.LibraryObject):
            escapes.give_functions(engine, value)
    parts = tuple(_summary(value) for value in arguments.positional[:4])
    keywords = tuple((name, _summary(value)) for name, value in sorted(arguments.keywords.items())[:4])
    return v.unknown("call", v.as_symbol(callee), parts, keywords)


def _hand_over(engine: Engine, value: v.Value, is_known: bool) -> None:
    """What a stranger is given may be changed there; a package that is known calls an object of the project, and no more."""
    reason = "it is passed to a function outside the project"
    for alternative in value:
        if is_known and isinstance(alternative.content, v.Instance) and alternative.content.library is None:
            escapes.expose(engine, (alternative,), reason)
        else:
            escapes.escape(engine, (alternative,), reason)


# What is given to these is called by somebody else, or its error is fetched from a future.
_QUEUES = (
    "queue.", "concurrent.", "multiprocessing.", "asyncio.", "anyio.", "trio.", "twisted.", "collections.deque",
)  # fmt: skip


# Where a program keeps things of its own on objects of others.
_KEPT = frozenset({"state", "ctx", "config", "extensions", "g", "user_data", "registry", "context"})


def _name_of_maker(callee: Any) -> str | None:
    """Returns the full name of what has made the object of whose part a method is called: `app.router.add_get(…)`."""
    content = callee.receiver if isinstance(callee, v.Bound) else callee
    while isinstance(content, Term) and content.kind == "attribute" and content.parts[-1] not in _KEPT:
        content = content.parts[0]
    is_made = isinstance(content, Term) and content.kind == "call"
    return external_name(content) if is_made else None


def _summary(value: v.Value) -> Any:
    return v.as_symbol(value[0].content) if len(value) == 1 else tuple(v.as_symbol(a.content) for a in value[:6])


def may_catch(engine: Engine, content: Any) -> bool:
    """Whether something from outside the project is not known to let through what is raised inside of it."""
    called = content.parts[0] if isinstance(content, Term) and content.kind == "call" and content.parts else content
    if _registers(content) or _registers(called):
        return True
    if isinstance(called, Term) and called.kind == "global":
        return True  # of a module that cannot be found
    name = external_name(content)
    return name is not None and not (name in dir(builtins) or engine.models.lets_through(name))


def _registers(content: Any) -> bool:
    """Whether something is the `register` of a function of the project that `singledispatch` is put on, or of its result."""
    if isinstance(content, v.Bound):
        return isinstance(content.receiver, v.FunctionValue) and content.name == "register"
    if not (isinstance(content, Term) and content.kind == "member" and content.parts[1] == "register"):
        return False
    return isinstance(content.parts[0], Term) and content.parts[0].kind == "object"


def makes_data_class(engine: Engine, decorator: Any) -> bool:
    """Whether a decorator makes a class one whose initialiser sets its annotated names."""
    name = external_name(decorator)
    return name is not None and engine.models.makes_data_class(name)


def external_name(content: Any) -> str | None:
    """Returns the full name of something external, also of the result of calling it."""
    if isinstance(content, v.External):
        return content.name
    if isinstance(content, v.Bound) and not isinstance(content.receiver, (v.Instance, v.LibraryObject)):
        holder = external_name(content.receiver)
        return f"{holder}.{content.name}" if holder is not None else None
    symbolic = getattr(content, "kind", None)
    if symbolic in ("call", "member") and content.parts:
        first = content.parts[0]
        name = external_name(first)
        if symbolic == "member" and name is not None:
            return f"{name}.{content.parts[1]}"
        return name
    return None
