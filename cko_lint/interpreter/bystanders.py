"""Calls of bystanders: passed over, until what they give is tested, or they are given something that matters."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, judgments
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Frame
from cko_lint.logic.terms import Term


def call(engine: Engine, callee: Any, arguments: Arguments, node: Any, frame: Frame) -> v.Value:
    """Calls a bystander, or a member of one or of what one gave: now, if that may matter, and otherwise when it does."""

    def work() -> v.Value:
        return judgments.call(engine, _itself(engine, callee, node, frame), arguments, node, frame)

    may_decide = _decides(engine, callee) and not any(map(_is_of_a_call, arguments.all()))
    if may_decide or any(engine.models.matters(value) for value in arguments.all()):
        return work()
    given = external.unresolved(engine, callee, arguments)
    engine.passed_over[given[0].content] = callee, frame, work
    return given


def is_member(engine: Engine, callee: v.Bound) -> bool:
    """Whether a method is one of a bystander, or of what a call of one gave."""
    return isinstance(callee.receiver, v.Bystander) or callee.receiver in engine.passed_over


def decided(engine: Engine, value: v.Value) -> v.Value:
    """Returns a value that is tested or taken apart: what bystanders give, or have as their own, is worked out now."""
    if not any(isinstance(a.content, (Term, v.Bound)) for a in value):
        return value
    return v.union(v.restrict(_worked_out(engine, a), a.condition) for a in value)


def _worked_out(engine: Engine, alternative: v.Alternative) -> v.Value:
    content = alternative.content
    if isinstance(content, v.Bound) and isinstance(content.receiver, v.Bystander):
        frame = engine.stack.frames[-1] if engine.stack.frames else None
        if frame is not None and _decides(engine, content):
            return judgments.get_attribute(engine, content.receiver.value(), content.name, None, frame)
        return (alternative,)
    if not isinstance(content, Term):
        return (alternative,)
    if content in engine.passed_over:
        return engine.passed_over[content][2]()
    base = content.parts[0] if content.kind == "attribute" else None
    if base in engine.passed_over:
        _, frame, work = engine.passed_over[base]
        return judgments.get_attribute(engine, work(), content.parts[1], None, frame)
    return (alternative,)


def _itself(engine: Engine, callee: Any, node: Any, frame: Frame) -> v.Value:
    """Returns the function, class or method that is called."""
    if isinstance(callee, v.Bystander):
        return callee.value()
    receiver = callee.receiver
    holder = receiver.value() if isinstance(receiver, v.Bystander) else engine.passed_over[receiver][2]()
    return judgments.get_attribute(engine, holder, callee.name, node, frame)


def _decides(engine: Engine, callee: Any) -> bool:
    """Whether a bystander, or a member of one, may decide what runs: by a flag, an error, or the end of the program."""
    if isinstance(callee, v.Bystander):
        return engine.project.decides(callee.path, callee.name)
    made = callee.receiver
    while isinstance(made, Term):  # what a call of a class gave
        made = engine.passed_over[made][0]
    return isinstance(made, v.Bystander) and engine.project.decides(made.path, made.name, callee.name)


def _is_of_a_call(value: v.Value) -> bool:
    """Whether a value is what some call has returned, or a part of it.

    Such data, a database row for example, is not a configuration flag.
    """
    return any(isinstance(a.content, Term) and _is_part_of_a_call(a.content) for a in value)


def _is_part_of_a_call(term: Any) -> bool:
    while isinstance(term, Term) and term.kind in ("attribute", "item"):
        term = term.parts[0]
    return isinstance(term, Term) and term.kind == "call"
