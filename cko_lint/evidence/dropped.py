"""Is a failure that somebody catches dropped? Only if nothing that runs afterwards can tell it from a success.

What tells is what is different: a name that is set once the call has succeeded and is read outside of the `try`, or code
that is reached by the failure alone, because the success has left. All of this is seen in the syntax of one function.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cko_lint.interpreter.frames import Guard, Region
from cko_lint.project.mentions import CHANGING
from cko_lint.syntax import tree

_READING_ALL = frozenset({"eval", "exec", "locals", "vars"})
_EXITS = frozenset({"exit", "_exit", "quit", "abort", "fail"})


def is_dropped(guard: Guard, handler: Any, node: Any) -> bool:
    """Whether the failure of the call `node` inside of a guard is forgotten by its handler, None for a `suppress`."""
    if _is_expected(guard):
        return False
    body = handler.body if handler is not None else []
    is_top = any(scope is guard.module.parsed.body for scope, _ in guard.regions)  # others may read its names
    defaults = set() if is_top else _defaults(body)
    rest = [statement for statement in body if not _sets(statement, defaults)]
    if not says_nothing(rest) or any(isinstance(inner, tree.Call) for inner in tree.walk(_final(guard))):
        return False
    return bool(guard.regions) and all(_leaves_no_trace(region, guard, body, node) for region in guard.regions)


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


def says_nothing(body: list[Any]) -> bool:
    """Whether statements do nothing with a failure: they pass, go on, or return a constant or an empty value."""
    for statement in body:
        if isinstance(statement, (tree.Pass, tree.Continue, tree.Break)):
            continue
        if isinstance(statement, tree.Expression) and (
            _is_idle(statement.value) or _is_pause(statement.value) or _is_quiet_end(statement.value)
        ):
            continue
        if isinstance(statement, tree.Return) and _is_nothing(statement.value):
            continue
        if isinstance(statement, tree.Expression) and _cleans_up(statement.value):
            continue
        if isinstance(statement, tree.AugmentedAssign) and isinstance(statement.value, tree.Constant):
            continue  # a counter
        if isinstance(statement, tree.If) and not any(isinstance(n, tree.Call) for n in tree.walk(statement.test)):
            if says_nothing(statement.body) and says_nothing(statement.orelse):
                continue
        return False
    return True


_CLEANING = frozenset({"close", "aclose", "remove", "rmtree", "unlink", "release"})


def _cleans_up(node: Any) -> bool:
    """Whether a call only tidies up: `os.remove(path)`, `stream.close()`."""
    node = node.value if isinstance(node, tree.Await) else node
    return isinstance(node, tree.Call) and tree.last_name(node.function) in _CLEANING


def _defaults(body: list[Any]) -> set[str]:
    """Returns the names that a handler sets to an empty value in place of what the call would have given."""
    return {
        target.id
        for statement in body
        if isinstance(statement, tree.Assign) and statement.value is not None and _is_empty(statement.value)
        for target in statement.targets
        if isinstance(target, tree.Name)
    }


def _sets(statement: Any, names: set[str]) -> bool:
    return (
        isinstance(statement, tree.Assign)
        and statement.value is not None
        and _is_empty(statement.value)
        and all(isinstance(target, tree.Name) and target.id in names for target in statement.targets)
    )


def _is_empty(node: Any) -> bool:
    return _is_nothing(node) and not (isinstance(node, tree.Constant) and isinstance(node.value, (bool, int)))


def _is_quiet_end(node: Any) -> bool:
    """Whether the program ends as if all was well: `sys.exit()`, `sys.exit(0)`."""
    if not isinstance(node, tree.Call) or tree.last_name(node.function) not in ("exit", "quit", "_exit"):
        return False
    values = [argument.value for argument in node.arguments]
    return not values or (isinstance(values[0], tree.Constant) and values[0].value in (0, None))


def _is_pause(node: Any) -> bool:
    node = node.value if isinstance(node, tree.Await) else node
    return isinstance(node, tree.Call) and tree.last_name(node.function) == "sleep"


def _is_idle(node: Any) -> bool:
    return isinstance(node, tree.Constant) or type(node.cst).__name__ == "Ellipsis"


def _final(guard: Guard) -> list[Any]:
    return list(guard.node.finalbody) if isinstance(guard.node, tree.Try) else []


def _leaves_no_trace(region: Region, guard: Guard, handler: list[Any], node: Any) -> bool:
    scope, block = region
    if any(isinstance(statement, tree.Return) for statement in handler):
        return True
    around = _around(scope, block)
    orelse = list(guard.node.orelse) if isinstance(guard.node, tree.Try) and guard.node.body is block else []
    success = [*block, *orelse]
    if around and _jumps(handler):  # what stands behind it in the same block is reached by the success alone
        success += around[0][1]
    if not says_nothing(_reached_by_failure(around, success, handler)):
        return False
    if any(isinstance(node, tree.Global) for node in tree.walk(scope)) and _defaults(handler):
        return False
    marks = {*_marks(_from(block, node)), *_marks(success[len(block) :]), *_defaults(handler)}
    return not marks or not any(_reads(scope, marks, {id(statement) for statement in success}))


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


def _reads(scope: list[Any], marks: set[str], success: set[int]) -> Iterator[bool]:
    """Yields whether the places outside of what only a success runs tell something by one of the marks."""
    pending = list(scope)
    while pending:
        node = pending.pop()
        if id(node) in success:
            continue
        if isinstance(node, tree.Return) and isinstance(node.value, tree.Name) and node.value.id in marks:
            yield any(not _is_nothing(given) for given in _given(scope, node.value.id, success))
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


def _is_nothing(node: Any) -> bool:
    """Whether a value says nothing of what went wrong: none, an empty one, or a constant that is no number."""
    if node is None:
        return True
    if isinstance(node, tree.Constant):
        if isinstance(node.value, int) and not isinstance(node.value, bool):
            return node.value == 0  # any other number may be an exit code, or an HTTP status
        return not isinstance(node.value, str) or _TELLING.search(node.value) is None
    if isinstance(node, tree.Attribute):  # a member of an enumeration
        of_class = isinstance(node.base, tree.Name) and node.base.id[:1].isupper() and not node.base.id.isupper()
        return of_class and node.name.isupper() and _TELLING.search(node.name) is None
    if isinstance(node, tree.Sequence):
        return all(_is_nothing(element) for element in node.elements)
    if isinstance(node, tree.DictDisplay):
        return all(_is_plain_entry(key, value) for key, value in node.entries)
    if isinstance(node, tree.Call) and isinstance(node.function, tree.Name):
        return node.function.id in ("dict", "list", "set", "tuple") and not node.arguments
    return False


def _is_plain_entry(key: Any, value: Any) -> bool:
    """Whether an entry of a dictionary is an empty one that does not say by its name that something went wrong."""
    name = key.value if isinstance(key, tree.Constant) and isinstance(key.value, str) else None
    return name is not None and _is_empty(value) and _WRONG.search(name) is None


_TELLING = re.compile(
    r"err|fail|reason|detail|exception|problem|warn|denied|refus|reject|declin|auth|invalid|unknown|unavailable|timeout|down|"
    r"offline|not|no |wrong|bad|abort|cancel|try|sorry|could|[0-9]",
    re.IGNORECASE,
)
_WRONG = re.compile(r"err|fail|reason|message|detail|exception|problem|warning", re.IGNORECASE)
