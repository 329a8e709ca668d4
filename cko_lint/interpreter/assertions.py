"""What a program asserts: it holds from here on, or an error is raised."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import comparisons, judgments, tests
from cko_lint.interpreter.arguments import arguments_of
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame
from cko_lint.logic.conditions import Condition, conjoin
from cko_lint.syntax import tree


def run(engine: Engine, node: Any, frame: Frame) -> bool:
    """Runs `assert`."""
    yes, no = tests.branch(engine, node.test, frame)
    if no is not None and engine.stack.guards:
        with engine.under(no) as can:
            if can:
                engine.models.raises(engine, v.only(v.External("AssertionError")), node)
    if node.message is not None:
        message = judgments.evaluate(engine, node.message, frame)
        engine.models.logged(engine, [message], node, frame, is_error=True)
    if yes is not None:
        _holds(engine, yes)
    return False


def _holds(engine: Engine, condition: Condition) -> None:
    """What is asserted holds from here on."""
    engine.models.asserted(engine, condition)
    before, engine.path = engine.path, conjoin(engine.path, condition) or engine.path
    engine.models.narrowed(engine, before)


METHODS = {"assertEqual": "==", "assertEquals": "==", "assertIn": "in"}


def by_method(engine: Engine, node: Any, frame: Frame) -> bool:
    """Runs `self.assertEqual(one, other)`."""
    callee = judgments.evaluate(engine, node.function, frame)
    arguments = arguments_of(engine, node, frame)
    if len(arguments.positional) >= 2 and not engine.diverged:
        one, other = arguments.positional[:2]
        operator = METHODS[tree.last_name(node.function)]
        yes, _ = tests.split(tests.of_value(engine, comparisons.compare(engine, operator, one, other)))
        if yes is not None:
            _holds(engine, yes)
    judgments.call(engine, callee, arguments, node, frame)
    return False
