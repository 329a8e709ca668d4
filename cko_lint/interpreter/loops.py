"""What a loop leaves to its next round, and to what comes after it."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import escapes
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import symbol
from cko_lint.syntax import tree


def widen(engine: Engine, body: list[Any], frame: Frame) -> None:
    """A variable that a loop sets again is, at the loop's start, what it was or what an earlier round made of it."""
    for node in tree.walk(body):
        targets = (
            node.targets
            if isinstance(node, tree.Assign)
            else [node.target]
            if isinstance(node, tree.AugmentedAssign)
            else []
        )
        for target in targets:
            if isinstance(target, tree.Name) and target.id in frame.names:
                value = frame.names[target.id]
                if all(isinstance(a.content, (str, int, float, bool, type(None))) for a in value):
                    atom = symbol("first round", frame.made_at, target.id)
                    later = v.unknown("loop", frame.made_at, target.id)
                    frame.names[target.id] = v.union(
                        (v.restrict(value, when(atom, True)), v.restrict(later, when(atom, False)))
                    )


def carry(engine: Engine, body: list[Any], frame: Frame) -> None:
    """Hands on what a loop leaves to its next round: what it reads before it sets it again, and what it takes out of a list."""
    nodes = [node for statement in body for node in tree.walk(statement)]
    for name in sorted(name for name in assigned(body) if is_read_first(name, body)):
        escapes.expose_responses(engine, frame.names.get(name, ()), _CARRIED)
    for name in sorted(filter(None, set(map(_taken_from, nodes)))):
        for alternative in frame.names.get(name, ()):
            for item in alternative.content.items if isinstance(alternative.content, v.Collection) else ():
                escapes.expose_responses(engine, item, _CARRIED)


def assigned(body: list[Any]) -> set[str]:
    """Returns the names that statements assign."""
    nodes = (node for statement in body for node in tree.walk(statement))
    return {t.id for node in nodes if isinstance(node, tree.Assign) for t in node.targets if isinstance(t, tree.Name)}


_CARRIED = "it is carried into the next iteration of a loop"
_TAKING = ("pop", "popleft", "get", "get_nowait")
_TELLING_NOTHING = ("headers", "json", "text", "content", "elapsed", "links", "url", "cookies")
"""What may be read of a response without a look at its status."""


def is_read_first(name: str, body: list[Any]) -> bool:
    """Whether a name may be read in a round before the round sets it."""
    return _first_use(name, body) == _READ


_READ, _SET = "read", "set"


def _first_use(name: str, body: list[Any]) -> str | None:
    """Returns whether statements read a name first, or are certain to set it or to leave; None if they do neither."""
    return next(filter(None, (_use(name, statement) for statement in body)), None)


def _use(name: str, statement: Any) -> str | None:
    blocks = _alternative_blocks(statement)
    heads = _heads(statement) if blocks else [statement.value if isinstance(statement, tree.Assign) else statement]
    if any(head is not None and _is_read(name, head) for head in heads):
        return _READ
    uses = [_first_use(name, block) for block in blocks]
    if _READ in uses:
        return _READ
    if isinstance(statement, tree.Assign):
        return _SET if any(getattr(target, "id", None) == name for target in statement.targets) else None
    if isinstance(statement, (tree.If, tree.Try)):
        return _SET if all(use == _SET for use in uses[: len(uses) - isinstance(statement, tree.Try)]) else None
    return _SET if isinstance(statement, (tree.Return, tree.Raise, tree.Continue, tree.Break)) else None


def _alternative_blocks(statement: Any) -> list[list[Any]]:
    """Returns the blocks of a statement of which each is entered by itself, what is behind a `try` last."""
    if isinstance(statement, tree.Try):
        handlers = [handler.body for handler in statement.handlers]
        return [[*statement.body, *statement.orelse], *handlers, statement.finalbody]
    return [] if isinstance(statement, (tree.Function, tree.Class)) else tree.blocks(statement)


def _heads(statement: Any) -> list[Any]:
    """Returns what a compound statement evaluates itself."""
    if isinstance(statement, tree.Match):
        return [statement.subject, *(case.guard for case in statement.cases)]
    if isinstance(statement, tree.With):
        return [manager for manager, _ in statement.items]
    return [getattr(statement, part, None) for part in ("test", "iterable")]


def _is_read(name: str, read: Any) -> bool:
    nodes = list(tree.walk(read))
    passed_over = {id(n.base) for n in nodes if isinstance(n, tree.Attribute) and n.name in _TELLING_NOTHING}
    return any(isinstance(n, tree.Name) and n.id == name and id(n) not in passed_over for n in nodes)


def _taken_from(node: Any) -> str | None:
    """Returns the name of the list that something is taken out of."""
    if isinstance(node, tree.Call) and isinstance(node.function, tree.Attribute) and node.function.name in _TAKING:
        return node.function.base.id if isinstance(node.function.base, tree.Name) else None
    return None


def forget_wrapped(engine: Engine, body: list[Any], frame: Frame) -> None:
    """A function that a loop over unknown wrappers wraps, `send = wrap(send)`, is not known to be left as it was."""
    for node in tree.walk(body):
        if not (isinstance(node, tree.Assign) and isinstance(node.value, tree.Call)):
            continue
        given = [a.value.id for a in node.value.arguments if isinstance(a.value, tree.Name)]
        for name in [t.id for t in node.targets if isinstance(t, tree.Name) and t.id in given]:
            if any(isinstance(a.content, _FUNCTIONS) for a in frame.names.get(name, ())):
                frame.names[name] = v.unknown("wrapped", engine.undo.now, name)


_FUNCTIONS = (v.FunctionValue, v.Bound, v.Partial)
