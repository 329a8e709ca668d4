"""Who calls what runs: the calls of the project's functions between where the engine was started and a request."""

from __future__ import annotations

from typing import Any, NamedTuple

from cko_lint import values as v
from cko_lint.evidence.places import call_place_of
from cko_lint.evidence.starts import start_of
from cko_lint.facts import Calls, Place, Start
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Guard
from cko_lint.project.modules import Module


class Trace:
    """What was running when something happened at a place; who called it is only worked out if it is reported."""

    def __init__(self, engine: Engine, node: Any, module: Module) -> None:
        self._here = _Site(node, module)
        self._stack = tuple(engine.stack.calls)
        self._loaded = engine.project.modules
        self._running = [m for m in self._loaded.values() if m.running] if engine.entry_point is None else []

    def site(self) -> Place:
        """Returns the place itself, as that of a call."""
        return call_place_of(self._here.module, self._here.node)

    def callers(self) -> Calls:
        """Returns the calls that led here, the outermost first."""
        return _places(self._sites())

    def start(self) -> Start | None:
        """Returns what the engine had been started on."""
        if self._stack and self._stack[0][1] is None:
            function = self._stack[0][0].wrapped or self._stack[0][0]
            return start_of(function.module, function.node)
        outermost = self._sites()[-1]
        return start_of(outermost.module, None)

    def callers_within(self, guard: Guard) -> Calls:
        """Returns the calls that led here from the function that has a `try`, the outermost first."""
        sites = self._sites()
        for blocks in ([block for _, block in guard.regions], [scope for scope, _ in guard.regions]):
            for at, site in enumerate(sites):
                if site.module is guard.module and any(_is_in(site, block[0], block[-1]) for block in blocks if block):
                    return _places(sites[: at + 1])
        return _places(sites)

    def _sites(self) -> list[_Site]:
        """Returns the place itself, and the calls that led to it, from the inside out.

        The stack also has functions in which nothing of this stands: a context manager runs around the body of a `with`.
        What a decorator does with a function that it was put on is no call of anybody's.
        """
        sites, called = [self._here], None
        entries = [(function, node) for function, node in reversed(self._stack) if not isinstance(node, str)]
        for at, (function, node) in enumerate(entries):
            here = sites[-1]
            if here.module is not function.module or not _is_in(here, function.node, function.node):
                continue
            if called is not None and _decorates(function, called):
                sites.pop()
            module = self._module_of(node, [outer.module for outer, _ in entries[at + 1 :]])
            if module is None:
                break
            sites.append(_Site(node, module))
            called = function
        return sites

    def _module_of(self, node: Any, likely: list[Module]) -> Module | None:
        if node is None:
            return None
        others = (module for module in self._loaded.values() if module.frame is not None)
        return next((m for candidates in (likely, self._running, others) for m in candidates if m.has(node)), None)


class _Site(NamedTuple):
    node: Any
    module: Module


def _places(sites: list[_Site]) -> Calls:
    """Returns the places of the calls, without the innermost site, which is what they led to."""
    return tuple(call_place_of(site.module, site.node) for site in reversed(sites[1:]))


def _is_in(site: _Site, first: Any, last: Any) -> bool:
    """Whether a site is between the beginning of a node and the end of another one in its module."""
    start, end = site.module.span(first), site.module.span(last)
    span = site.module.span(site.node)
    return start[:2] <= span[:2] and span[2:] <= end[2:]


def _decorates(outer: v.FunctionValue, called: v.FunctionValue) -> bool:
    """Whether a function is what a decorator has put around another one."""
    return outer.wrapped is not None and outer.wrapped is (called.wrapped or called)
