"""Call expressions, and what is called: functions, classes and objects of the project, and what models answer for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import bystanders, escapes, external, futures, instances, judgments, lookup, variables
from cko_lint.interpreter.arguments import arguments_of
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call, Frame
from cko_lint.interpreter.handlers import ByContent
from cko_lint.logic.terms import Term
from cko_lint.syntax import tree

# The methods and arguments by which a function is registered for the errors of others.
_ERRBACKS = ("addErrback", "addErrbacks", "addBoth", "add_done_callback")
_FOR_ERRORS = ("error_callback", "errback", "link_error", "on_error", "on_failure", "on_failure_callback")


def _tell_of_errors(engine: Engine, callee: v.Value, arguments: Arguments) -> None:
    """What a call is given along with a handler of errors is handled by that."""
    if any(a.content is not None for name in _FOR_ERRORS for a in arguments.keywords.get(name, ())):
        for value in arguments.all():
            escapes.give_functions(engine, value)
        for alternative in callee:
            if isinstance(alternative.content, v.Bound):
                escapes.give_functions(engine, v.only(alternative.content.receiver))


def evaluate_call(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates a call expression."""
    if (
        isinstance(node.function, tree.Name)
        and node.function.id == "super"
        and variables.find(engine, frame, "super") is None
    ):
        return _super(engine, node, frame)
    callee = _callee(engine, node.function, frame)
    raised = engine.raising is node
    engine.raising = None
    arguments = arguments_of(engine, node, frame)
    if engine.diverged:  # an argument raises: nothing is called
        return v.unknown("never", frame.made_at)
    if raised and not any(_has_text_of_its_own(a.content) for a in callee):
        engine.models.logged(engine, arguments.all(), node, frame, is_error=True)
    _tell_of_errors(engine, callee, arguments)
    return judgments.call(engine, callee, arguments, node, frame)


def _has_text_of_its_own(content: Any) -> bool:
    """Whether an error's class decides by itself what of its arguments becomes its text."""
    return isinstance(content, v.ClassValue) and lookup.find(content, "__init__") is not None


def _callee(engine: Engine, node: Any, frame: Frame) -> v.Value:
    """Evaluates what is called; a method of something unknown stays a method, since it may be one of a string's."""
    if not isinstance(node, tree.Attribute):
        return judgments.evaluate(engine, node, frame)
    holder = judgments.evaluate(engine, node.base, frame)
    if node.name in ("encode", "decode"):
        holder = tuple(v.Alternative(_with_way(a), a.condition, a.origin) for a in holder)
    unknown = tuple(a for a in holder if isinstance(a.content, Term))
    found: list[v.Value] = [(v.Alternative(v.Bound(a.content, node.name), a.condition),) for a in unknown]
    known = tuple(a for a in holder if not isinstance(a.content, Term))
    if known:
        found.append(judgments.get_attribute(engine, known, node.name, node, frame))
    return v.union(found)


def _with_way(alternative: v.Alternative) -> Any:
    """Returns a text that is to be encoded or decoded together with the way that it came, which else would end there."""
    content = alternative.content
    is_text = isinstance(content, (str, bytes)) or (isinstance(content, Term) and content.kind == "base64")
    if not is_text or alternative.origin is None:
        return content
    known = content.decode("latin-1") if isinstance(content, bytes) else content
    return v.Text([v.Part(known, alternative.origin)])


def _super(engine: Engine, node: Any, frame: Frame) -> v.Value:
    here: Frame | None = frame
    while here is not None and here.receiver is None:
        here = here.parent
    if here is None or here.function is None or here.function.owner is None:
        return v.unknown("super", frame.made_at)
    return v.only(v.Super(here.function.owner, here.receiver))


def _call_function(engine: Engine, callee: v.FunctionValue, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    if "wrapped" in callee.flags:  # what stands around it may change what it gets and what it gives
        return external.unresolved(engine, callee, arguments)
    return judgments.call_function(engine, callee, arguments, node, None)


def _call_partial(engine: Engine, callee: v.Partial, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    merged = Arguments(
        [*callee.positional, *arguments.positional], {**callee.keywords, **arguments.keywords}, arguments.open
    )
    return judgments.call_content(engine, callee.function, merged, node, frame)


def _call_instance(engine: Engine, callee: v.Instance, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    method = lookup.find(callee.cls, "__call__")
    if method is None:
        return external.unresolved(engine, callee, arguments)
    return judgments.call(engine, (lookup.bind(callee, "__call__", method),), arguments, node, frame)


def _call_library_object(
    engine: Engine, callee: v.LibraryObject, arguments: Arguments, node: Any, frame: Frame
) -> v.Value:
    result = callee.call_method(engine, "__call__", Call(node, arguments, frame), callee)
    return result if result is not None else external.unresolved(engine, callee, arguments)


def _call_anything(engine: Engine, callee: Any, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    return external.unresolved(engine, callee, arguments)


def _call_bound(engine: Engine, callee: v.Bound, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    if isinstance(callee.function, v.FunctionValue):
        if "wrapped" in callee.function.flags:
            return external.unresolved(engine, callee, arguments)
        return judgments.call_function(engine, callee.function, arguments, node, callee.receiver)
    if callee.function is not None:
        return judgments.call_content(engine, callee.function, arguments, node, frame)
    receiver = callee.receiver
    if isinstance(receiver, v.FunctionValue) and engine.stack.guards:  # `task.delay(…).get()` inside of a `try`
        escapes.give_functions(engine, v.only(receiver))
    if callee.name in _ERRBACKS and isinstance(receiver, Term):  # of what was started with a function
        for part in receiver.parts:
            functions = part if isinstance(part, tuple) else (part,)
            escapes.give_functions(
                engine, tuple(v.Alternative(f) for f in functions if isinstance(f, (v.FunctionValue, v.Bound)))
            )
    if bystanders.is_member(engine, callee):
        return bystanders.call(engine, callee, arguments, node, frame)
    futures.hand_over_generators(engine, callee.name, arguments)
    library = receiver.library if isinstance(receiver, v.Instance) else receiver
    made = Call(node, arguments, frame)
    if isinstance(library, v.LibraryObject):
        result = library.call_method(engine, callee.name, made, receiver)
    else:
        result = engine.models.method(engine, library, callee.name, made, receiver)
    if result is not None:
        return result
    if isinstance(receiver, v.LibraryObject):
        escapes.escape(engine, v.only(receiver), f"its method `{callee.name}()` is unknown")
    return external.unresolved(engine, callee, arguments)


def _call_external(engine: Engine, callee: v.External, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    futures.hand_over_generators(engine, callee.name, arguments)
    if engine.stack.guards:  # what calls a function here, calls it inside of the `try`
        for value in arguments.all():
            escapes.give_functions(engine, value)
    result = engine.models.call(engine, callee.name, Call(node, arguments, frame))
    return result if result is not None else external.unresolved(engine, callee, arguments)


CALLEES: ByContent[Callable[..., v.Value]] = ByContent(
    {
        v.FunctionValue: _call_function, v.Bound: _call_bound, v.ClassValue: instances.instantiate,
        v.External: _call_external, v.Bystander: bystanders.call, v.Partial: _call_partial, v.Instance: _call_instance,
        v.LibraryObject: _call_library_object,
    },
    _call_anything,
)  # fmt: skip
"""What runs when a content is called."""
