"""Is a failure that somebody catches dropped? Only if nothing that runs afterwards can tell it from a success.

What tells is what is different: a name that is set once the call has succeeded and is read outside of the `try`, or code
that is reached by the failure alone, because the success has left. All of this is seen in the syntax of one function.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint.evidence.emptiness import Emptiness, ValueOf, tidies_up
from cko_lint.interpreter.frames import Guard, Region
from cko_lint.project.mentions import CHANGING
from cko_lint.syntax import tree

_READING_ALL = frozenset({"eval", "exec", "locals", "vars"})
_EXITS = frozenset({"exit", "_exit", "quit", "abort", "fail"})


def is_dropped(guard: Guard, handler: Any, node: Any, value_of: ValueOf) -> bool:
    """Whether the failure of the call `node` inside of a guard is forgotten by its handler, None for a `suppress`."""
    if _is_expected(guard):
        return False
    body = handler.body if handler is not None else []
    emptiness = Emptiness(value_of)
    is_top = any(scope is guard.module.parsed.body for scope, _ in guard.regions)  # others may read its names
    defaults = set() if is_top else _defaults(body, emptiness)
    rest = [statement for statement in body if not _sets(statement, defaults, emptiness)]
    if not emptiness.says_nothing(rest) or not all(map(_tidies_up, _final(guard))):
        return False
    traces = [_Trace(region, guard, body, defaults, emptiness) for region in guard.regions]
    return bool(traces) and not any(trace.is_left_by(node) for trace in traces)


def _is_expected(guard: Guard) -> bool:
    """Whether the program raises where nothing was caught: it wants the refusal."""
    if not isinstance(guard.node, tree.Try):
        return False
    if guard.node.orelse and isinstance(guard.node.orelse[-1], tree.Raise):
        return True
    for scope, _ in guard.regions:
        if guard.node in scope[:-1] and isinstance(scope[scope.index(guard.node) + 1], tree.Raise):
            return True
    return False


def _defaults(body: list[Any], emptiness: Emptiness) -> set[str]:
    """Returns the names that a handler sets to an empty value in place of what the call would have given."""
    return {
        target.id
        for statement in body
        if isinstance(statement, tree.Assign) and statement.value is not None and emptiness.is_empty(statement.value)
        for target in statement.targets
        if isinstance(target, tree.Name)
    }


def _sets(statement: Any, names: set[str], emptiness: Emptiness) -> bool:
    return (
        isinstance(statement, tree.Assign)
        and statement.value is not None
        and emptiness.is_empty(statement.value)
        and all(isinstance(target, tree.Name) and target.id in names for target in statement.targets)
    )


def _tidies_up(statement: Any) -> bool:
    """Whether a statement behind it all says nothing of how it went."""
    if isinstance(statement, tree.If):
        return all(map(_tidies_up, [*statement.body, *statement.orelse]))
    if isinstance(statement, tree.Expression) and tidies_up(statement.value):
        return True
    return not any(isinstance(inner, tree.Call) for inner in tree.walk(statement))


def _final(guard: Guard) -> list[Any]:
    return list(guard.node.finalbody) if isinstance(guard.node, tree.Try) else []


class _Trace:
    """What tells a failure from a success behind one block of a guard."""

    def __init__(
        self, region: Region, guard: Guard, handler: list[Any], defaults: set[str], emptiness: Emptiness
    ) -> None:
        self._scope, self._block = region
        self._guard = guard
        self._handler = handler
        self._defaults = defaults
        self._emptiness = emptiness

    def is_left_by(self, node: Any) -> bool:
        """Whether the failure of a call leaves a trace."""
        scope, block, handler = self._scope, self._block, self._handler
        if self._is_counted():
            return True
        if any(isinstance(statement, tree.Return) for statement in handler):
            return False
        tried = self._guard.node if isinstance(self._guard.node, tree.Try) else None
        orelse = list(tried.orelse) if tried is not None and tried.body is block else []
        around = _around(scope, block)
        success = [*block, *orelse]
        if around and _jumps(handler):  # what stands behind it in the same block is reached by the success alone
            success += around[0][1]
        if not self._emptiness.says_nothing(_reached_by_failure(around, success, handler)):
            return True
        outside = {name for node in tree.walk(scope) if isinstance(node, tree.Global) for name in node.names}
        marks = {*_marks(_from(block, node)), *_marks(success[len(block) :]), *self._defaults}
        if outside and (self._defaults or self._is_read_by_others(outside & marks)):
            return True
        return bool(marks) and any(self._reads(marks, {id(statement) for statement in success}))

    def _is_counted(self) -> bool:
        """Whether the failure is counted where somebody sees it; how often it was tried is asked by the loop alone."""
        counters = [n.target for n in tree.walk(self._handler) if isinstance(n, tree.AugmentedAssign)]
        outside = {name for node in tree.walk(self._scope) if isinstance(node, tree.Global) for name in node.names}
        if not all(isinstance(counter, tree.Name) and counter.id not in outside for counter in counters):
            return True  # in an object, or in a variable of others
        loops = [s for s, _ in _around(self._scope, self._block) if isinstance(s, tree.While)]
        passed = {id(part) for part in (*self._handler, *(loop.test for loop in loops))}
        names = {counter.id for counter in counters}
        return bool(names) and any(self._reads(names, passed))

    def _is_read_by_others(self, names: set[str]) -> bool:
        """Whether other functions of the module read a global that only a success sets."""
        pending = [s for s in self._guard.module.parsed.body if getattr(s, "body", None) is not self._scope]
        functions = (n for n in tree.walk(pending) if isinstance(n, tree.Function) and n.body is not self._scope)
        return any(
            isinstance(n, tree.Name) and n.id in names for function in functions for n in tree.walk(function.body)
        )

    def _reads(self, marks: set[str], success: set[int]) -> Iterator[bool]:
        """Yields whether the places outside of what only a success runs tell something by one of the marks."""
        pending = list(self._scope)
        passed = {*success, *_before(self._scope, self._block)}
        while pending:
            node = pending.pop()
            if id(node) in passed:
                continue
            if isinstance(node, tree.Return):
                plain, others = _returned(node.value)
                yield from (self._tells(name, success) for name in plain if name in marks)
                pending += others
            elif isinstance(node, tree.Name):
                yield node.id in marks or node.id in _READING_ALL
            elif isinstance(node, tree.Assign):
                pending += [node.value] if node.value is not None else []
                pending += [target for target in node.targets if not isinstance(target, tree.Name)]
            elif isinstance(node, tree.Attribute):
                yield f".{node.name}" in marks
                pending.append(node.base)
            else:
                pending += tree.children(node)

    def _tells(self, name: str, success: set[int]) -> bool:
        """Whether a name that is returned was set to something that says what went wrong."""
        return any(not self._emptiness.is_nothing(given) for given in _given(self._scope, name, success))


def _returned(value: Any) -> tuple[list[str], list[Any]]:
    """Returns the names that are returned as they are, also in a dictionary, and what else is in a value that is returned."""
    elements = [value] if value is not None else []
    if isinstance(value, tree.DictDisplay):
        elements = [inner for _, inner in value.entries]
    elif isinstance(value, tree.Sequence):
        elements = list(value.elements)
    return [e.id for e in elements if isinstance(e, tree.Name)], [e for e in elements if not isinstance(e, tree.Name)]


def _before(scope: list[Any], block: list[Any]) -> Iterator[int]:
    """Yields what has been run, by the identity of its nodes, before a block is entered, and is not run again."""
    for at, statement in enumerate(scope):
        inside = next((inner for inner in tree.blocks(statement) if inner is block or _around(inner, block)), None)
        if inside is None:
            continue
        yield from (id(earlier) for earlier in scope[:at] if not isinstance(earlier, (tree.Function, tree.Class)))
        if isinstance(statement, tree.If):
            yield id(statement.test)
        if inside is not block and not isinstance(statement, (tree.For, tree.While)):
            yield from _before(inside, block)
        return


def _around(scope: list[Any], block: list[Any]) -> list[tuple[Any, list[Any]]]:
    """Returns the statements that a block is in, innermost first, each with those behind it in its own block."""
    for index, statement in enumerate(scope):
        for inner in tree.blocks(statement):
            found = [] if inner is block else _around(inner, block)
            if inner is block or found:
                return [*found, (statement, scope[index + 1 :])]
    return []


def _reached_by_failure(around: list[tuple[Any, list[Any]]], success: list[Any], handler: list[Any]) -> list[Any]:
    """Returns the statements behind it that only a failure gets to, because a success has left the block by then."""
    if not (success and _leaves(success[-1])):
        return []
    loop = next((at for at, (s, _) in enumerate(around) if isinstance(s, (tree.For, tree.While))), len(around))
    found = [] if _jumps(handler) else [s for _, behind in around[:loop] for s in behind]
    if isinstance(success[-1], tree.Continue):
        return found
    if loop < len(around) and not any(isinstance(statement, tree.Break) for statement in handler):
        found += around[loop][0].orelse
    if not isinstance(success[-1], tree.Break):
        found += [s for _, behind in around[loop:] for s in behind]
    return found


def _leaves(statement: Any) -> bool:
    if isinstance(statement, (tree.Return, tree.Break, tree.Continue, tree.Raise)):
        return True
    call = statement.value if isinstance(statement, tree.Expression) else None
    return isinstance(call, tree.Call) and tree.last_name(call.function) in _EXITS


def _jumps(handler: list[Any]) -> bool:
    return any(isinstance(statement, (tree.Continue, tree.Break)) for statement in handler)


# ------------------------------------------------------------------------- marks


def _from(block: list[Any], node: Any) -> list[Any]:
    """Returns the statements that run once a call has succeeded, its own included; all if it is in another function."""
    for index, statement in enumerate(block):
        if any(inner is node for inner in tree.walk(statement)):
            return block[index:]
    return block


def _marks(statements: list[Any]) -> Iterator[str]:
    """Yields the names, and the attributes with a dot before them, that statements set or change the objects of."""
    for node in tree.walk(list(statements)):
        targets: list[Any] = []
        if isinstance(node, tree.Assign):
            targets = list(node.targets)
        elif isinstance(node, (tree.AugmentedAssign, tree.Walrus)):
            targets = [node.target]
        elif isinstance(node, tree.Delete):
            targets = list(node.targets)
        elif isinstance(node, tree.Call) and tree.last_name(node.function) in CHANGING:
            targets = [node.function.base] if isinstance(node.function, tree.Attribute) else []
        for target in targets:
            for element in target.elements if isinstance(target, tree.Sequence) else [target]:
                mark = _mark(element)
                if mark is not None:
                    yield mark


def _mark(node: Any) -> str | None:
    while isinstance(node, (tree.Subscript, tree.Starred)):
        node = node.base if isinstance(node, tree.Subscript) else node.value
    if isinstance(node, tree.Name):
        return str(node.id)
    return f".{node.name}" if isinstance(node, tree.Attribute) else None


def _given(scope: list[Any], name: str, success: set[int]) -> Iterator[Any]:
    """Yields what a name is set to outside of what only a success runs."""
    pending = list(scope)
    while pending:
        node = pending.pop()
        if id(node) in success:
            continue
        if isinstance(node, tree.Assign) and any(isinstance(t, tree.Name) and t.id == name for t in node.targets):
            yield node.value
        pending += tree.children(node)
