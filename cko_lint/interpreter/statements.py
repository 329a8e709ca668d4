"""How statements run. Every function returns whether the statement never goes on to the next one."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import (
    assertions,
    bystanders,
    definitions,
    escapes,
    futures,
    items,
    iteration,
    judgments,
    loops,
    managers,
    operators,
    patterns,
    tests,
    variables,
)
from cko_lint.interpreter.engine import Engine, originate
from cko_lint.interpreter.frames import Frame, Guard, Raised
from cko_lint.interpreter.raising import lets_through
from cko_lint.logic.algebra import meet_again
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin, when
from cko_lint.logic.terms import equals, symbol
from cko_lint.sources.kinds import NOTEBOOK, kind_of
from cko_lint.syntax import tree


def _expression(engine: Engine, node: Any, frame: Frame) -> bool:
    if isinstance(node.value, tree.Call) and tree.last_name(node.value.function) in assertions.METHODS:
        return assertions.by_method(engine, node.value, frame)
    value = judgments.evaluate(engine, node.value, frame)
    if frame.is_module and kind_of(frame.module.path) == NOTEBOOK:
        escapes.expose(engine, value, "it is displayed by the notebook")
    return False


def _assign(engine: Engine, node: Any, frame: Frame) -> bool:
    if node.value is None:
        if frame.owner is not None and frame.function is None and isinstance(node.targets[0], tree.Name):
            definitions.declare(engine, frame, node.targets[0].id, node.annotation)
        return False
    value = judgments.evaluate(engine, node.value, frame)
    if node.annotation is not None and isinstance(node.targets[0], tree.Name):
        if frame.owner is not None and frame.function is None:
            definitions.declare(engine, frame, node.targets[0].id, node.annotation, has_default=True)
    for target in node.targets:
        judgments.assign(engine, target, value, frame)
    return False


def _assign_name(engine: Engine, target: Any, value: v.Value, frame: Frame) -> None:
    variables.set_name(engine, frame, target.id, originate(value, "variable", target.id, frame.module, target))


def _assign_starred(engine: Engine, target: Any, value: v.Value, frame: Frame) -> None:
    judgments.assign(engine, target.value, value, frame)


def _unpack(engine: Engine, target: Any, value: v.Value, frame: Frame) -> None:
    value = bystanders.decided(engine, value)
    for alternative in value:
        futures.consumed(engine, alternative.content)
    size = len(target.elements)
    star = next((i for i, element in enumerate(target.elements) if isinstance(element, tree.Starred)), size)
    for index, element in enumerate(target.elements):
        if index == star:
            judgments.assign(engine, element, iteration.rest(engine, value, index, size - index - 1), frame)
        else:
            place = index if index < star else index - size
            judgments.assign(engine, element, iteration.item(engine, value, place, frame), frame)


def _augmented_assign(engine: Engine, node: Any, frame: Frame) -> bool:
    value = operators.augmented(engine, node, frame)
    if value is not None:
        judgments.assign(engine, node.target, value, frame)
    return False


class _Branch:
    """One way through an `if`: where the path began and ended, and whether it went on."""

    def __init__(self, start: Condition | None) -> None:
        self.start = start
        self.end = start
        self.ended = True


def _run_branch(engine: Engine, condition: Condition | None, body: list[Any], frame: Frame) -> _Branch:
    start = conjoin(engine.path, condition) if condition is not None else None
    branch = _Branch(start)
    if start is not None:
        path = engine.path
        engine.path = start
        branch.ended = judgments.execute(engine, body, frame)
        engine.diverged = False
        branch.end = engine.path
        engine.path = path
    return branch


def _join(engine: Engine, branches: list[_Branch]) -> bool:
    """Sets the path to what holds behind an `if`; returns True if nothing does."""
    going = [branch for branch in branches if not branch.ended]
    if not going:
        return True
    paths = [(b.start, b.end) for b in going if b.start is not None and b.end is not None]
    engine.path = paths[0][1] if len(paths) == 1 else meet_again(engine.path, paths)
    return False


def _if(engine: Engine, node: Any, frame: Frame) -> bool:
    yes, no = tests.branch(engine, node.test, frame)
    branches = [_run_branch(engine, yes, node.body, frame), _run_branch(engine, no, node.orelse, frame)]
    before, ended = engine.path, _join(engine, branches)
    if not ended and any(body and isinstance(body[-1], tree.Raise) for body in (node.body, node.orelse)):
        engine.tested = frame.module, node.test
        engine.models.narrowed(engine, before)
        engine.tested = None
    return ended


def _match(engine: Engine, node: Any, frame: Frame) -> bool:
    subject = judgments.evaluate(engine, node.subject, frame)
    before = engine.path
    branches = []
    exhausted = False
    if any(patterns.looks_at_parts(engine, subject, case.pattern, frame) for case in node.cases):
        escapes.expose(engine, subject, "it is matched by a `case` pattern")
    for case in node.cases:
        engine.tested = frame.module, node.subject
        yes, no, captures = patterns.matches(engine, subject, case.pattern, frame)
        engine.tested = None
        if case.guard is not None and yes is not None:
            yes, no = _guarded(engine, case.guard, yes, no, captures, frame)
        start = conjoin(engine.path, yes) if yes is not None else None
        branch = _Branch(start)
        if start is not None:
            path = engine.path
            engine.path = start
            _capture(engine, captures, frame)
            branch.ended = judgments.execute(engine, case.body, frame)
            engine.diverged = False
            branch.end = engine.path
            engine.path = path
        branches.append(branch)
        if no is None:
            exhausted = True
            break
        following = conjoin(engine.path, no)
        if following is None:
            exhausted = True
            break
        engine.path = following
    if not exhausted:
        rest = _Branch(engine.path)
        rest.ended = False
        branches.append(rest)
    engine.path = before
    return _join(engine, branches)


def _guarded(
    engine: Engine, guard: Any, yes: Condition, no: Condition | None, captures: patterns.Captures, frame: Frame
) -> tuple[Condition | None, Condition | None]:
    """Returns when a pattern fits and its guard holds, and when one of them does not."""
    path = engine.path
    engine.path = conjoin(path, yes) or path
    _capture(engine, captures, frame)
    found = [(conjoin(yes, condition), outcome) for condition, outcome in tests.outcomes(engine, guard, frame)]
    engine.path = path
    refused = [(no, False)] if no is not None else []
    return tests.split([*((joined, outcome) for joined, outcome in found if joined is not None), *refused])


def _capture(engine: Engine, captures: patterns.Captures, frame: Frame) -> None:
    for name, value in captures:
        variables.set_name(
            engine, frame, name, value if value is not None else v.unknown("captured", name, frame.made_at)
        )


def _while(engine: Engine, node: Any, frame: Frame) -> bool:
    loops.widen(engine, node.body, frame)
    before = engine.path
    yes, _ = tests.branch(engine, node.test, frame)
    forever = isinstance(node.test, tree.Constant) and bool(node.test.value)
    breaks = frame.breaks
    start = conjoin(before, yes) if yes is not None else None
    if start is not None:
        loop = ALWAYS if forever else when(symbol("loop", engine.undo.now, id(node)), True)
        engine.path = conjoin(start, loop) or start
        judgments.execute(engine, node.body, frame)
        engine.diverged = False
    carried = node.body if _is_tested_again(engine, node, frame) else [node.test, *node.body]
    loops.carry(engine, carried, frame)
    engine.path = before
    if forever:
        return frame.breaks == breaks and not _has_break(node.body)
    judgments.execute(engine, node.orelse, frame)
    return False


def _is_tested_again(engine: Engine, node: Any, frame: Frame) -> bool:
    """Tests what the body of a `while` has set, as the next round begins; False if the test sets a name itself."""
    if any(isinstance(inner, tree.Walrus) for inner in tree.walk(node.test)):
        return False
    if any(loops.is_read_first(name, [node.test]) for name in loops.assigned(node.body)):
        tests.branch(engine, node.test, frame)
    return True


def _has_break(body: list[Any]) -> bool:
    return any(isinstance(node, tree.Break) for node in tree.walk(body))


def _for(engine: Engine, node: Any, frame: Frame) -> bool:
    iterable = judgments.evaluate(engine, node.iterable, frame)
    loops.widen(engine, node.body, frame)
    rounds = iteration.rounds(engine, iterable, frame)
    before = engine.path
    jumps = _has_break(node.body) or any(isinstance(n, tree.Continue) for n in tree.walk(node.body))
    certain = rounds.certain
    for element in rounds.elements:
        condition = ALWAYS if certain else when(symbol("loop", engine.undo.now, id(node)), True)
        start = conjoin(engine.path, condition)
        if start is None:
            continue
        outer = engine.path
        engine.path = start
        judgments.assign(engine, node.target, element, frame)
        ended = judgments.execute(engine, node.body, frame)
        engine.diverged = False
        if ended and certain and not jumps:
            engine.path = outer
            return True
        if jumps or not certain:
            engine.path = outer
    loops.carry(engine, node.body, frame)
    if jumps or not certain:
        engine.path = before
    if not certain or not rounds.elements:  # a list that is empty in sight is there to be filled
        loops.forget_wrapped(engine, node.body, frame)
    judgments.execute(engine, node.orelse, frame)
    return False


def _jump(engine: Engine, node: Any, frame: Frame) -> bool:
    if isinstance(node, tree.Break):
        frame.breaks += 1
    return True


def _try(engine: Engine, node: Any, frame: Frame) -> bool:
    caught = [
        v.resolve_bystanders(judgments.evaluate(engine, h.type, frame)) if h.type is not None else None
        for h in node.handlers
    ]
    before = engine.path
    known = dict(frame.names)
    guard = Guard(node, frame.module, node.handlers, caught)
    guard.frame = frame
    guard.regions.append((frame.body, node.body))
    engine.stack.guards.append(guard)
    raised = len(frame.raised)
    try:
        body = _Branch(before)
        body.ended = judgments.execute(engine, node.body, frame)
        engine.diverged = False
    finally:
        engine.stack.guards.pop()
    frame.raised[raised:] = [one for one in frame.raised[raised:] if lets_through(node, caught, one)]
    body.end = engine.path
    if not body.ended:
        body.ended = judgments.execute(engine, node.orelse, frame)
        engine.diverged = False
        body.end = engine.path
    atom = symbol("raised in", engine.undo.now, id(node))
    branches = [body]
    for index, handler in enumerate(node.handlers):
        engine.path = before
        branches.append(_handle(engine, node, handler, equals(atom, index), known, frame))
    engine.path = before
    ended = _join(engine, branches)
    if node.finalbody:
        path = engine.path
        if judgments.execute(engine, node.finalbody, frame):
            return True
        engine.path = path
    return ended


def _handle(engine: Engine, node: Any, handler: Any, atom: Any, known: dict[str, v.Value], frame: Frame) -> _Branch:
    start = conjoin(engine.path, when(atom, True))
    branch = _Branch(start)
    if start is None:
        return branch
    engine.path = start
    for name, value in list(frame.names.items()):
        if name in known and known[name] is not value:
            half = when(symbol("before", atom), True)
            frame.names[name] = v.union((value, v.restrict(v.restrict(known[name], start), half)))
    if handler.name is not None:
        error = v.unknown("exception", frame.made_at, id(handler), id(node))  # it tells which `try` has raised it
        variables.set_name(engine, frame, handler.name, error)
    branch.ended = judgments.execute(engine, handler.body, frame)
    engine.diverged = False
    branch.end = engine.path
    return branch


def _raise(engine: Engine, node: Any, frame: Frame) -> bool:
    value: v.Value = ()
    if node.value is not None:
        engine.raising = node.value
        value = judgments.evaluate(engine, node.value, frame)
        engine.raising = None
        escapes.escape(engine, value, "it is raised in an exception")
        engine.models.raises(engine, value, node)
    frame.raised.append(Raised(engine.path.beyond(frame.base), tuple(a.content for a in value)))
    return True


def _with(engine: Engine, node: Any, frame: Frame) -> bool:
    return managers.enter(engine, list(node.items), node.body, frame)


def _return(engine: Engine, node: Any, frame: Frame) -> bool:
    value = judgments.evaluate(engine, node.value, frame) if node.value is not None else v.NONE
    escapes.expose_terms(engine, value, "it is returned to unknown callers")
    frame.returns.append(v.restrict(value, engine.path.beyond(frame.base)))
    return True


def _delete(engine: Engine, node: Any, frame: Frame) -> bool:
    for target in node.targets:
        if isinstance(target, tree.Subscript):
            items.delete_item(engine, target, frame)
        elif isinstance(target, tree.Name) and target.id in frame.names:
            variables.set_name(engine, frame, target.id, v.only(v.ABSENT))
    return False


def _global(engine: Engine, node: Any, frame: Frame) -> bool:
    frame.outer.update(node.names)
    return False


def _pass(engine: Engine, node: Any, frame: Frame) -> bool:
    return False


STATEMENTS = {
    tree.Expression: _expression, tree.Assign: _assign, tree.AugmentedAssign: _augmented_assign, tree.If: _if,
    tree.While: _while, tree.For: _for, tree.With: _with, tree.Try: _try, tree.Match: _match, tree.Return: _return,
    tree.Raise: _raise, tree.Assert: assertions.run, tree.Delete: _delete, tree.Global: _global, tree.Pass: _pass,
    tree.Break: _jump, tree.Continue: _jump,
}  # fmt: skip
"""What runs a statement."""
TARGETS = {tree.Name: _assign_name, tree.Sequence: _unpack, tree.Starred: _assign_starred}
"""What assigns to a target."""
