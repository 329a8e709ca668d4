"""What a module does only when it is run as a script, `if __name__ == "__main__":`, becomes a function of it."""

from __future__ import annotations

from typing import Any

from cko_lint.syntax import tree


def without_script(node: tree.Node) -> list[Any]:
    """Returns what an import of the module runs of a statement, and what the script runs of it as a function.

    The script calls the functions of the module with what it has set before.
    """
    asked = _asks_for_script(node.test) if isinstance(node, tree.If) else None
    if asked is None:
        return [node]
    assert isinstance(node, tree.If)
    is_script, rest = asked
    own, others = (node.body, node.orelse) if is_script else (node.orelse, node.body)
    if rest is not None:
        own = [tree.If(node.cst, rest, node.body, node.orelse)]
    if not own:
        return [node]
    assigned = tree.Global(node.cst, sorted(set(tree.bound_names(own))))
    return [*others, tree.Function(node.cst, tree.SCRIPT, [], [assigned, *own], [], None, False, None)]


def _asks_for_script(test: Any) -> tuple[bool, Any] | None:
    """Returns whether a test holds for a script or for everybody else, and what else it asks; None for other tests."""
    if isinstance(test, tree.Boolean) and test.operator == "and":
        for one, rest in ((test.left, test.right), (test.right, test.left)):
            asked = _asks_for_script(one)
            if asked == (True, None):
                return True, rest
        return None
    if not isinstance(test, tree.Compare) or len(test.comparisons) != 1:
        return None
    ((operator, right),) = test.comparisons
    sides = [test.left, right]
    if not any(isinstance(side, tree.Name) and side.id == "__name__" for side in sides):
        return None
    given = [c for side in sides for c in (side.elements if isinstance(side, tree.Sequence) else [side])]
    if operator not in ("==", "!=", "in", "not in") or not any(
        isinstance(constant, tree.Constant) and constant.value == "__main__" for constant in given
    ):
        return None
    return operator in ("==", "in"), None
