"""What code that could not be run to its end may do all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cko_lint.facts import NOT_ANALYSED
from cko_lint.interpreter import rebinding
from cko_lint.models.checkout_sdk.record import Raised
from cko_lint.project.modules import Module, Project
from cko_lint.syntax import tree

_MAKING = frozenset({"__init__", "__new__"})


def may_call(project: Project, unfinished: list[Any]) -> Iterator[int]:
    """Yields the `id` of the nodes of the functions that unfinished ones may call: by their names, or those of their classes."""
    parsed = [module for module in project.modules.values() if module.is_parsed]
    names = {name for node in (*unfinished, *_bodies_of(parsed)) for name in _names_in(node)}
    functions = [found for module in parsed for found in rebinding.functions(module.parsed.body)] if names else []
    classes = [*_classes_among(functions), *(_classes_of_others(project) if names else ())]
    while added := {base for name, bases in classes if name in names for base in bases} - names:
        names |= added
    for owner, node in functions:
        if node.name in names or (node.name in _MAKING and owner is not None and owner.name in names):
            yield id(node)


def _classes_among(functions: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, list[str]]]:
    """Yields the classes of methods, each with its bases."""
    for owner in {id(owner): owner for owner, _ in functions if owner is not None}.values():
        yield owner.name, [tree.last_name(base) for base in owner.bases]


def _classes_of_others(project: Project) -> Iterator[tuple[str, list[str]]]:
    """Yields the classes in modules that nothing has needed so far: one may have a base whose methods have been run."""
    for path, module in project.modules.items():
        outline = None if module.is_parsed or path not in project.index else project.index[path].outline
        for name, bases in outline.bases.items() if outline is not None else ():
            yield _last_part(name), list(map(_last_part, bases))


def _last_part(dotted: str) -> str:
    return dotted.rpartition(".")[2]


def _bodies_of(modules: list[Module]) -> Iterator[Any]:
    """Yields what stands in the unfinished bodies of modules, apart from functions and classes."""
    for module in modules:
        if module.frame is not None and module.condition is None and not module.running:
            yield from (node for node in module.parsed.body if not isinstance(node, (tree.Function, tree.Class)))


def _names_in(node: Any) -> Iterator[str]:
    for inner in tree.walk(node):
        if isinstance(inner, (tree.Name, tree.Attribute)):
            yield tree.last_name(inner)


def leave_open(raised: Iterable[Raised]) -> None:
    """Who catches an error whose result was not fetched so far is not known."""
    for one in raised:
        if one.is_pending:
            one.fact = one.fact._replace(outcome=NOT_ANALYSED)
