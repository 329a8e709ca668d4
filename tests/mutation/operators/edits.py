"""A file that is to be broken, what is broken in it, and what the operators look for in it."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
VERBS = frozenset({"get", "post", "put", "patch", "delete", "head", "request", "stream", "send"})
STATUS = frozenset({"status_code", "status"})
VERDICTS = frozenset({"ok", "is_success", "is_error"})
SECRET_KEY = '__import__("os").environ["CKO_SECRET_KEY"]'
LIVE_HOST, SANDBOX_HOST = "api.checkout.com", "api.sandbox.checkout.com"

# Where the finding is to stand: in the edited file, or in one that sends requests or builds the SDK's client.
HERE, SENDER, BUILDER = "here", "sender", "builder"


@dataclass(frozen=True)
class Edit:
    """One change of one file: what replaces the characters from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Change:
    """One defect: its edits, the finding that it must bring about, and where."""

    edits: tuple[Edit, ...]
    code: str
    where: str


_CLIENT = re.compile(r"^(?:requests|httpx)$|(?i:(?:session|client|http|conn)\w*$)")

Operator = Callable[["Source"], Iterator[Change]]


class Source:
    """A file that is to be broken."""

    def __init__(self, text: str, whole: str = "") -> None:
        self.text = text
        self.whole = whole or text
        self.tree = ast.parse(text)
        self._starts = [0]
        for line in text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self.lines = text.splitlines(keepends=True)
        self.nodes = list(ast.walk(self.tree))
        self.parents = {child: node for node in self.nodes for child in ast.iter_child_nodes(node)}

    @property
    def environment(self) -> str:
        """The only environment of the program, or the one that a key without a hint is best made for."""
        is_live = re.search(r"\bapi\.checkout\.com|\.production\(\)", self.whole) and "sandbox" not in self.whole
        return "live" if is_live else "sandbox"

    def span(self, node: ast.AST) -> tuple[int, int]:
        return self._at(node.lineno, node.col_offset), self._at(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def _at(self, line: int, column: int) -> int:
        return self._starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())

    def of(self, node: ast.AST) -> str:
        start, end = self.span(node)
        return self.text[start:end]

    def replace(self, node: ast.AST, text: str) -> Edit:
        return Edit(*self.span(node), text)

    def drop(self, node: ast.AST, until: ast.AST | None = None) -> Edit:
        """Removes an element of a list of them, with the comma behind it."""
        start, end = self.span(node)[0], self.span(until or node)[1]
        comma = re.compile(r"\s*,\s*").match(self.text, end)
        return Edit(start, comma.end() if comma else end, "")

    def add(self, call: ast.Call, argument: str) -> Edit:
        """Gives a call one more argument."""
        end = self.span(call)[1] - 1
        before = self.text[:end].rstrip()
        return Edit(len(before), end, argument if before[-1] in "(," else f", {argument}")

    def behind(self, node: ast.AST, text: str) -> Edit:
        end = self.span(node)[1]
        return Edit(end, end, text)

    def scope(self, node: ast.AST) -> ast.AST:
        while node in self.parents and not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node = self.parents[node]
        return node

    def in_handler(self, node: ast.AST) -> bool:
        """Whether a node is in an `except` block, where the status is that of an error that has been raised already."""
        while node in self.parents and not isinstance(node, ast.ExceptHandler):
            node = self.parents[node]
        return isinstance(node, ast.ExceptHandler)

    def walk(self, kind: type) -> Iterator[ast.AST]:
        return (node for node in self.nodes if isinstance(node, kind))

    def edited(self, edits: tuple[Edit, ...]) -> str:
        text = self.text
        for edit in sorted(edits, key=lambda edit: -edit.start):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text


def literal(source: Source, node: ast.AST, text: str) -> Edit:
    """Writes a string where another expression stands, with quotes that fit an f-string around it."""
    quote = "'" if "'" in source.of(node) else '"'
    return source.replace(node, f"{quote}{text}{quote}")


def made_up_key(prefix: str) -> str:
    return prefix + "".join(random.choices(ALPHABET, k=27))


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def is_authorization(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower() == "authorization"


def requests(source: Source) -> Iterator[ast.Call]:
    """Yields the calls that send a request with headers of their own, in programs that talk to nobody but Checkout.com."""
    hosts = re.findall(r"https?://([\w.-]+)", source.whole)
    if all(host.endswith("checkout.com") for host in hosts):
        for node in source.walk(ast.Call):
            if isinstance(node.func, ast.Attribute) and called(node) in VERBS - {"send"}:
                if _CLIENT.search(source.of(node.func.value)) and any(k.arg == "headers" for k in node.keywords):
                    yield node


def values_named(source: Source, name: str) -> Iterator[ast.expr]:
    """Yields what stands under a name: the value of an argument, or of a key of a dictionary."""
    for node in source.nodes:
        if isinstance(node, ast.keyword) and node.arg == name:
            yield node.value
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == name:
                    yield value


def key_reads(source: Source, public: bool = False) -> Iterator[tuple[ast.expr, str]]:
    """Yields `os.environ["…KEY…"]` and `os.environ.get(…)`, with the variable's name: of secret keys, or of public ones."""
    for node in source.nodes:
        name: ast.expr | None = None
        if isinstance(node, ast.Subscript) and source.of(node.value).endswith("environ"):
            name = node.slice
        elif isinstance(node, ast.Call) and re.search(r"\benviron\.get$|\bgetenv$", source.of(node.func)):
            name = node.args[0]
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            if re.search(r"(?i)(?:cko|checkout).*key|key.*(?:cko|checkout)", name.value):
                if ("PUBLIC" in name.value.upper()) == public:
                    yield node, name.value  # type: ignore[misc]


def environment_in(name: str) -> str | None:
    words = name.lower().split("_")
    if "live" in words or "production" in words or "prod" in words:
        return "live"
    return "sandbox" if "sandbox" in words or "test" in words or "sbox" in words else None
