"""What the engine was started on: the name of a function, and what of a program runs it, as far as its source tells."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from cko_lint.evidence.places import header_place_of
from cko_lint.facts import Start
from cko_lint.project.modules import Module
from cko_lint.sources.kinds import NOTEBOOK, kind_of
from cko_lint.sources.path_roles import is_test
from cko_lint.syntax import tree

VIEW, TASK, COMMAND, TEST, SCRIPT, NOTEBOOK_CELL, HANDLER, MODULE, METHOD, FUNCTION = (
    "view", "task", "command", "test", "script", "notebook", "handler", "module", "method", "function",
)  # fmt: skip
_VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
_VIEWS = _VERBS | {"route", "websocket", "api_route", "api_view", "view_config", "view", "expose", "action", "endpoint"}
_TASKS = frozenset(
    "task shared_task periodic_task db_task db_periodic_task job actor cron scheduled_job flow asset op dag".split()
)
_COMMANDS = frozenset({"command", "group", "cli_command", "callback"})
_OF_VIEWS = _VERBS | frozenset("list create retrieve update partial_update destroy dispatch form_valid prepare".split())
_VIEW_BASES = ("View", "ViewSet", "RequestHandler", "HTTPEndpoint")


def start_of(module: Module, node: Any) -> Start:
    """Returns what the engine was started on: a function, or the body of a module if the node is None."""
    if node is None:
        kind = NOTEBOOK_CELL if kind_of(module.path) == NOTEBOOK else MODULE
        return Start(os.path.basename(module.path), kind, header_place_of(module, module.parsed.body[0]))
    around = list(_around(module, node))
    name = getattr(node, "name", "") or "lambda"
    classes = [outer for outer in around if isinstance(outer, tree.Class)]
    qualified = ".".join([*(outer.name for outer in around), name])
    kind = _kind(module, node, classes[-1] if classes else None)
    return Start(os.path.basename(module.path) if kind == SCRIPT else qualified, kind, header_place_of(module, node))


def _around(module: Module, node: Any) -> Iterator[Any]:
    """Yields the functions and classes that a definition stands in, the outermost first."""
    line = module.span(node)[0]
    body: Any = module.parsed.body
    while True:
        inner = next((s for s in body if module.span(s)[0] <= line <= module.span(s)[2]), None)
        if inner is None or inner is node:
            return
        if isinstance(inner, (tree.Function, tree.Class)):
            yield inner
        body = [statement for block in tree.blocks(inner) for statement in block]


def _kind(module: Module, node: Any, cls: Any) -> str:
    name = getattr(node, "name", "")
    if is_test(os.path.basename(module.path)):
        return TEST
    if name == "__main__":
        return SCRIPT
    decorated = _decorated(node)
    if decorated is not None:
        return decorated
    bases = [tree.last_name(base) for base in cls.bases] if cls is not None else []
    if name in _OF_VIEWS and any(base.endswith(_VIEW_BASES) or _is_flask_resource(module, base) for base in bases):
        return VIEW
    if name == "handle" and any(base.endswith("Command") for base in bases):
        return COMMAND
    if name == "run" and any(base.endswith("Task") for base in bases):
        return TASK
    if cls is not None:
        return METHOD
    parameters = [parameter.name for parameter in getattr(node, "parameters", ())]
    if parameters[:2] == ["event", "context"]:
        return HANDLER
    return VIEW if parameters[:1] == ["request"] else FUNCTION


def _is_flask_resource(module: Module, base: str) -> bool:
    """Whether a base is the `Resource` of an extension of Flask; many projects have classes of that name themselves."""
    return base.endswith("Resource") and b"flask_rest" in module.source


def _decorated(node: Any) -> str | None:
    """Returns what the decorators of a function say that it is."""
    for decorator in getattr(node, "decorators", ()):
        is_call = isinstance(decorator, tree.Call)
        name = tree.last_name(decorator.function if is_call else decorator)
        for names, kind in ((_TASKS, TASK), (_COMMANDS, COMMAND), (_VIEWS, VIEW)):
            if name in names:
                return kind
    return None
