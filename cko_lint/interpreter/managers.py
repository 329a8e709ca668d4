"""Context managers: what runs around the body of a `with`, and which exceptions that catches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, functions, judgments, lookup
from cko_lint.interpreter.arguments import arguments_of
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call, Frame, Guard, Retry
from cko_lint.logic.algebra import meet_again
from cko_lint.logic.conditions import Condition, conjoin
from cko_lint.syntax import tree


def enter(engine: Engine, items: list[Any], body: list[Any], frame: Frame) -> bool:
    """Runs a `with` statement, an item at a time; a context manager of the project runs around the body."""
    if not items:
        return judgments.execute(engine, body, frame)
    (expression, target), rest = items[0], items[1:]
    manager = _generator_manager(engine, expression, frame)
    if manager is not None:
        return _around(engine, manager, expression, target, rest, body, frame)
    value = judgments.evaluate(engine, expression, frame)
    guard, mocked = _guard_of(engine, expression, value, frame)
    if guard is not None:
        guard.regions.append((frame.body, body))
    if target is not None:
        judgments.assign(engine, target, entered(engine, value, expression, frame), frame)
    else:
        entered(engine, value, expression, frame)
    raised = len(frame.raised)
    with engine.stack.guarded(guard, mocked), engine.stack.repeated(_repeating(value)):
        ended = enter(engine, rest, body, frame)
    if guard is not None:
        del frame.raised[raised:]  # it may have been caught
    return ended and guard is None


def _repeating(value: v.Value) -> Iterator[Retry]:
    """Yields what repeats the body of a `with`."""
    for alternative in value:
        retry = alternative.content.repeats() if isinstance(alternative.content, v.LibraryObject) else None
        if retry is not None:
            yield retry


def _generator_manager(engine: Engine, expression: Any, frame: Frame) -> Any:
    if not isinstance(expression, tree.Call):
        return None
    callee = v.feasible(judgments.evaluate(engine, expression.function, frame), engine.path)
    if len(callee) != 1:
        return None
    content = callee[0].content
    function = content.function if isinstance(content, v.Bound) else content
    if isinstance(function, v.FunctionValue) and "context" in function.flags:
        return content
    return None


def _around(
    engine: Engine, manager: Any, expression: Any, target: Any, rest: list[Any], body: list[Any], frame: Frame
) -> bool:
    runs: list[_Run] = []
    outer, before = len(engine.stack.guards), engine.path

    def on_yield(value: v.Value, *_: Any) -> None:
        if any(conjoin(run.start, engine.path) is not None for run in runs):
            return  # a generator that yields again is no context manager
        run = _Run(engine.path)
        runs.append(run)
        if target is not None:
            judgments.assign(engine, target, value, frame)
        for guard in engine.stack.guards[outer:]:
            guard.regions.append((frame.body, body))
        raised = len(frame.raised)
        run.ended = enter(engine, rest, body, frame)
        if len(engine.stack.guards) > outer:
            del frame.raised[raised:]
        engine.diverged = False
        run.end = engine.path

    function = manager.function if isinstance(manager, v.Bound) else manager
    receiver = manager.receiver if isinstance(manager, v.Bound) else None
    judgments.call_function(engine, function, arguments_of(engine, expression, frame), expression, receiver, on_yield)
    engine.diverged = False
    if not runs:
        return enter(engine, rest, body, frame)
    going = [(run.start, run.end) for run in runs if not run.ended]
    if going:
        engine.path = going[0][1] if len(going) == 1 else meet_again(before, going)
    return not going


class _Run:
    """One run of the body of a `with`: where its path began and ended, and whether nothing goes on behind it."""

    def __init__(self, start: Condition) -> None:
        self.start = start
        self.end = start
        self.ended = False


def entered(engine: Engine, value: v.Value, node: Any, frame: Frame) -> v.Value:
    """Returns what context managers give when they are entered."""
    found = []
    for alternative in v.feasible(value, engine.path):
        content = alternative.content
        if isinstance(content, v.Instance):
            method = lookup.find(content.cls, "__enter__") or lookup.find(content.cls, "__aenter__")
            if method is not None:
                entered = judgments.call(
                    engine, (lookup.bind(content, "__enter__", method),), Arguments([], {}), node, frame
                )
                found.append(v.restrict(entered, alternative.condition))
                continue
        if isinstance(content, v.LibraryObject):
            made = content.call_method(engine, "__enter__", Call(node, Arguments([], {}), frame), content)
            if made is not None:
                found.append(v.restrict(made, alternative.condition))
                continue
        if isinstance(content, v.Deferred) and not content.repeats:
            found.append(content.value)
            continue
        found.append((alternative,))
    return v.union(found)


def _guard_of(engine: Engine, node: Any, value: v.Value, frame: Frame) -> tuple[Guard | None, bool]:
    if isinstance(node, tree.Call) and tree.last_name(node.function) in ("assertRaises", "assertRaisesRegex"):
        return Guard(node, frame.module, [], [None]), True
    for alternative in v.feasible(value, engine.path):
        content = alternative.content
        if isinstance(content, v.Suppressor):
            return Guard(node, frame.module, [], [content.types], drops=True), False
        if isinstance(content, v.Instance) and _exit_drops(content):
            return Guard(node, frame.module, [], [None], drops=True), False
        if isinstance(content, v.Instance) and exit_handles(content):
            return Guard(node, frame.module, [], [None]), False
        name = external.external_name(content)
        if name is not None and engine.models.is_mock(name):
            return None, True
        if name is not None and engine.models.expects_error(name):
            return Guard(node, frame.module, [], [None]), True
        if external.may_catch(engine, content):
            return Guard(node, frame.module, [], [v.unknown("caught", id(node))]), False
    return None, False


def guards_of_manager(engine: Engine, expression: Any, frame: Frame) -> list[Guard]:
    """Returns the `try` statements that a context manager of the project puts around what it is used for."""
    manager = _generator_manager(engine, expression, frame)
    function = manager.function if isinstance(manager, v.Bound) else manager
    if not isinstance(function, v.FunctionValue):
        return []
    inner = Frame(function.module, function.closure, engine.path)
    found = []
    for node in functions.own(function.node.body):
        if isinstance(node, tree.Try) and any(isinstance(n, tree.Yield) for n in functions.own(node.body)):
            caught = [
                v.resolve_bystanders(judgments.evaluate(engine, h.type, inner)) if h.type is not None else None
                for h in node.handlers
            ]
            guard = Guard(node, function.module, node.handlers, caught)
            guard.frame = inner
            guard.regions.append((function.node.body, node.body))
            found.append(guard)
    return found


def enter_stack(engine: Engine, expression: Any, value: v.Value, frame: Frame) -> v.Value:
    """`stack.enter_context(manager)`: what the manager catches, it catches until the function ends."""
    engine.stack.guards += guards_of_manager(engine, expression, frame)
    guard, _ = _guard_of(engine, expression, value, frame)
    if guard is not None:
        guard.regions.append((frame.body, _behind(frame.body, expression)))
        engine.stack.guards.append(guard)
    if _generator_manager(engine, expression, frame) is not None:  # what it yields
        value = v.union(a.content.value if isinstance(a.content, v.Deferred) else (a,) for a in value)
    return entered(engine, value, expression, frame)


def _behind(body: list[Any], node: Any) -> list[Any]:
    """Returns the statements behind the one that a node is in, in the innermost block."""
    for at, statement in enumerate(body):
        if any(inner is node for inner in tree.walk(statement)):
            within = [_behind(block, node) for block in tree.blocks(statement) if _holds(block, node)]
            return within[0] if within else body[at + 1 :]
    return []


def _holds(body: list[Any], node: Any) -> bool:
    return any(inner is node for inner in tree.walk(list(body)))


def _exit_drops(instance: v.Instance) -> bool:
    """Whether `__exit__` does nothing but say that the exception is dealt with."""
    found = lookup.find(instance.cls, "__exit__") or lookup.find(instance.cls, "__aexit__")
    if found is None or not isinstance(found[0].content, v.FunctionValue):
        return False
    (first, *more) = found[0].content.node.body
    is_return = isinstance(first, tree.Return) and isinstance(first.value, tree.Constant)
    return is_return and first.value.value is True and not more


def exit_handles(instance: v.Instance) -> bool:
    """Whether `__exit__` looks at the exception: what it then does with it is its own decision."""
    found = lookup.find(instance.cls, "__exit__") or lookup.find(instance.cls, "__aexit__")
    if found is None or not isinstance(found[0].content, v.FunctionValue):
        return False
    function = found[0].content.node
    names = {p.name for p in function.parameters[1:]}
    return any(isinstance(inner, tree.Name) and inner.id in names for inner in tree.walk(function.body))
