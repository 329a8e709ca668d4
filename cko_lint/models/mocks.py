"""Tests in which a mock answers, so that nothing is sent: by what stands around them, since a mock starts long before."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import functions, lookup
from cko_lint.interpreter.entry_points import EntryPoint
from cko_lint.project.modules import Module, Project
from cko_lint.sources.path_roles import is_test
from cko_lint.syntax import tree

_WORDS = (
    "mock", "responses", "monkeypatch", "cassette", "vcr", "respx", "httpretty", "pook", "betamax", "patcher",
)  # fmt: skip
MOCKS = (
    "responses.",
    "respx.",
    "requests_mock",
    "aioresponses",
    "unittest.mock.patch",
    "mock.patch",
    "httpretty",
    "vcr",
    "pook",
    "pytest_httpx",
    "betamax",
    "httmock",
)
"""How the full names begin of what puts a mock around something."""
_TEST = re.compile(r"^test|^Test|Tests?(Case)?$")
_STARTING = (
    "activate", "enable", "enter_context", "enterContext", "enterAsyncContext", "on", "start", "use_cassette",
)  # fmt: skip
_SET_UP = (
    "asyncSetUp", "setUp", "setUpClass", "setUpModule", "setUpTestData", "setup", "setup_class", "setup_method",
    "setup_module",
)  # fmt: skip


class Mocks:
    """Tells which tests run under a mock; what stands around several of them is looked at once."""

    def __init__(self) -> None:
        self._set_up: dict[int, bool] = {}
        self._fixtures: dict[int, list[tree.Function]] = {}
        self._speaking: dict[int, bool] = {}

    def answer(self, entry_point: EntryPoint, project: Project) -> bool:
        """Whether an entry point is a test that runs under a mock: of its parameters, decorators, class, fixtures or set-up."""
        module = entry_point.module
        node = entry_point.node
        if isinstance(node, tree.Lambda) or not _is_test(entry_point):
            return False
        names = [parameter.name for parameter in node.parameters]
        if any(_is_telling(name) for name in names) or _speaks(node.decorators, strings=True) or _starts(node.body):
            return True
        around = [module.parsed.body, *_bodies_of_classes(entry_point)]
        if any(_speaks(cls.decorators) for cls in _classes(entry_point)) or any(map(self._is_set_up, around)):
            return True
        bodies = [*around, *_conftests(module, project)]
        fixtures = [fixture for body in bodies for fixture in self._fixtures_of(body)]
        return any(self._speaks(fixture) for fixture in fixtures if fixture.name in names or _is_automatic(fixture))

    def _is_set_up(self, body: list[Any]) -> bool:
        if id(body) not in self._set_up:
            self._set_up[id(body)] = _is_set_up(body)
        return self._set_up[id(body)]

    def _fixtures_of(self, body: list[Any]) -> list[tree.Function]:
        if id(body) not in self._fixtures:
            self._fixtures[id(body)] = list(_fixtures(body))
        return self._fixtures[id(body)]

    def _speaks(self, fixture: tree.Function) -> bool:
        if id(fixture) not in self._speaking:
            self._speaking[id(fixture)] = _speaks([fixture])
        return self._speaking[id(fixture)]


def _is_test(entry_point: EntryPoint) -> bool:
    """Whether an entry point is part of a test: by its file, its own name, or that of its class."""
    names = [entry_point.node.name, *(cls.name for cls in _classes(entry_point))]
    return is_test(os.path.basename(entry_point.module.path)) or any(map(_TEST.search, names))


def _classes(entry_point: EntryPoint) -> Iterator[tree.Class]:
    if isinstance(entry_point.receiver, v.Instance):
        for cls in lookup.mro(entry_point.receiver.cls):
            if isinstance(cls, v.ClassValue):
                yield cls.node


def _bodies_of_classes(entry_point: EntryPoint) -> Iterator[list[Any]]:
    for cls in _classes(entry_point):
        yield cls.body


def _conftests(module: Module, project: Project) -> Iterator[list[Any]]:
    folder = os.path.dirname(module.path)
    for _ in range(5):
        path = os.path.join(folder, "conftest.py")
        conftest = project.load(path) if project.surroundings.has_module(path) else None
        if conftest is not None:
            yield conftest.parsed.body
        folder = os.path.dirname(folder)


def _fixtures(body: list[Any]) -> Iterator[tree.Function]:
    for statement in body:
        if isinstance(statement, tree.Function) and any("fixture" in words for words in _decorating(statement)):
            yield statement


def _decorating(function: tree.Function) -> Iterator[str]:
    for decorator in function.decorators:
        yield tree.last_name(decorator.function if isinstance(decorator, tree.Call) else decorator)


def _is_automatic(fixture: tree.Function) -> bool:
    return any(
        argument.keyword == "autouse" and getattr(argument.value, "value", None) is True
        for decorator in fixture.decorators
        if isinstance(decorator, tree.Call)
        for argument in decorator.arguments
    )


def _is_set_up(body: list[Any]) -> bool:
    """Whether a module or a class has every test of it run under a mock."""
    for statement in body:
        if isinstance(statement, tree.Function) and statement.name in _SET_UP and _speaks(statement.body):
            return True
        if isinstance(statement, tree.Assign) and any(
            isinstance(target, tree.Name) and target.id == "pytestmark" for target in statement.targets
        ):
            if _speaks([statement.value], strings=True):
                return True
    return False


def _starts(body: list[Any]) -> bool:
    """Whether a mock is started in here: `responses.start()`, `stack.enter_context(requests_mock.Mocker())`."""
    return any(
        isinstance(node, tree.Call)
        and tree.last_name(node.function) in _STARTING
        and _speaks([node.function, *(argument.value for argument in node.arguments)])
        for node in functions.own(body)
    )


def _speaks(nodes: Iterable[Any], strings: bool = False) -> bool:
    """Whether a name in some code is one of a mock; with `strings`, also a text that names a fixture."""
    for node in tree.walk(list(nodes)):
        if isinstance(node, tree.Name) and (_is_telling(node.id) or node.id == "patch"):  # as an attribute it is a verb
            return True
        if isinstance(node, tree.Attribute) and _is_telling(node.name):
            return True
        if strings and isinstance(node, tree.Constant) and isinstance(node.value, str) and _is_telling(node.value):
            return True
    return False


def _is_telling(name: str) -> bool:
    lowered = name.lower()
    return any(word in lowered for word in _WORDS)
