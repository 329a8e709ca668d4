"""The interpreter: which handler answers which judgment. It is made here, and nothing of it imports this."""

from __future__ import annotations

from cko_lint.interpreter import (
    attributes,
    calls,
    definitions,
    displays,
    expressions,
    functions,
    imports,
    items,
    rebinding,
    statements,
    truth,
)
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.handlers import Handlers
from cko_lint.interpreter.models import Models
from cko_lint.project.modules import Project
from cko_lint.syntax import tree

_HANDLERS = Handlers(
    expressions={
        **expressions.EXPRESSIONS,
        tree.Attribute: attributes.read,
        tree.Subscript: items.subscript,
        tree.Call: calls.evaluate_call,
        tree.Yield: functions.yielded,
        tree.Lambda: definitions.evaluate_lambda,
        tree.DictDisplay: displays.dictionary,
        tree.Sequence: displays.sequence,
        tree.Comprehension: displays.comprehension,
    },
    statements={
        **statements.STATEMENTS,
        tree.Import: imports.run_import,
        tree.ImportFrom: imports.run_import_from,
        tree.Function: definitions.define_function,
        tree.Class: definitions.define_class,
    },
    targets={
        **statements.TARGETS,
        tree.Attribute: attributes.assign,
        tree.Subscript: items.assign_item,
    },
    callees=calls.CALLEES,
    run=functions.call_function,
    attributes=attributes.ATTRIBUTES,
    setters=attributes.SETTERS,
    truths=truth.TRUTHS,
    left=rebinding.left,
)


def engine_for(project: Project, models: Models) -> Engine:
    """Returns an engine that runs a project; `models` answer for the libraries."""
    return Engine(project, models, _HANDLERS)
