"""The ways in which a correct program is broken: each operator yields edits that make one defect.

An edit is only made where the contract proves the finding: every operator says why. What an operator cannot see from one
file alone (a second check of the same response in a caller, say) is listed by name in `programs.UNPROVABLE`.
"""

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
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

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
        for node in ast.walk(self.tree):
            if isinstance(node, kind):
                yield node

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


# ------------------------------------------------------------------ the header


@dataclass(frozen=True)
class Entry:
    """A place that sets the Authorization header: its name, its value, and what takes both away."""

    name: ast.AST
    value: ast.expr
    without: Edit
    is_keyword: bool = False


def entries(source: Source) -> Iterator[Entry]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if is_authorization(key):
                    yield Entry(key, value, source.drop(key, value))
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            if is_authorization(node.targets[0].slice):
                yield Entry(node.targets[0].slice, node.value, source.replace(node, "pass"))
        elif isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg == "Authorization":
                    yield Entry(keyword, keyword.value, source.drop(keyword), is_keyword=True)
            if called(node) in ("add_header", "add_unredirected_header", "putheader") and is_authorization(
                node.args[0]
            ):
                yield Entry(node.args[0], node.args[1], source.replace(node, "None"))


def is_authorization(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower() == "authorization"


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def header_dropped(source: Source) -> Iterator[Change]:
    """The only place of the file that sets the header is gone: what is sent has none, whichever way it is reached."""
    found = list(entries(source))
    if len(found) == 1:
        yield Change((found[0].without,), "CKO101", SENDER)


def header_not_passed(source: Source) -> Iterator[Change]:
    """A function of `requests` or `httpx` itself has no session that could bring the header: without `headers=` there is none."""
    for node in source.walk(ast.Call):
        if (
            isinstance(node.func, ast.Attribute)
            and source.of(node.func.value) in ("requests", "httpx")
            and called(node) in VERBS
        ):
            for keyword in node.keywords:
                if keyword.arg == "headers":
                    yield Change((source.drop(keyword),), "CKO101", HERE)


def auth_dropped(source: Source) -> Iterator[Change]:
    """The auth object was what set the header: a file that gives a session one, sets no header itself."""
    if any(True for _ in entries(source)):
        return
    for node in ast.walk(source.tree):
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Attribute)
            and node.targets[0].attr == "auth"
        ):
            yield Change((source.replace(node, "pass"),), "CKO101", SENDER)
        elif isinstance(node, ast.keyword) and node.arg == "auth":
            yield Change((source.drop(node),), "CKO101", SENDER)


def header_misspelt(source: Source) -> Iterator[Change]:
    """A misspelt name and no right one beside it."""
    found = list(entries(source))
    if len(found) == 1:
        (entry,) = found
        start, end = source.span(entry.name)
        if entry.is_keyword:
            yield Change((Edit(start, start + len("Authorization"), "Authorisation"),), "CKO102", SENDER)
        else:
            yield Change((Edit(start, end, '"Authorisation"'),), "CKO102", SENDER)


def _bearers(source: Source) -> Iterator[tuple[int, ast.expr]]:
    """Yields where `Bearer ` begins in the value of a header, with the value."""
    for entry in entries(source):
        start, end = source.span(entry.value)
        match = re.search(r"(?<=['\"])Bearer (?=\S)|(?<=['\"])Bearer (?=['\"])", source.text[start:end])
        if match:
            yield start + match.start(), entry.value


def bearer_lost(source: Source) -> Iterator[Change]:
    """The project's platform is set to default, the value is named as a key, and nothing says Bearer before it."""
    for at, value in _bearers(source):
        if "key" in source.of(value).lower():
            yield Change((Edit(at, at + len("Bearer "), ""),), "CKO102", SENDER)


def space_lost(source: Source) -> Iterator[Change]:
    """`Bearer` right before the key is no scheme, whatever the key."""
    for at, _ in _bearers(source):
        yield Change((Edit(at, at + len("Bearer "), "Bearer"),), "CKO102", SENDER)


def bearer_twice(source: Source) -> Iterator[Change]:
    """The key cannot begin with `Bearer`, so one is too many."""
    for at, _ in _bearers(source):
        yield Change((Edit(at, at, "Bearer "),), "CKO102", SENDER)


def other_scheme(source: Source) -> Iterator[Change]:
    """Checkout.com takes no other scheme than Bearer outside of its token endpoint."""
    for at, _ in _bearers(source):
        for scheme in ("Token", "Basic"):
            yield Change((Edit(at, at + len("Bearer"), scheme),), "CKO102", SENDER)


def nothing_after_bearer(source: Source) -> Iterator[Change]:
    """`Bearer ` with nothing behind it is an empty credential; it is the only one of the file."""
    found = list(entries(source))
    if len(found) == 1 and any(True for _ in _bearers(source)):
        yield Change((source.replace(found[0].value, '"Bearer "'),), "CKO103", SENDER)


# --------------------------------------------------------------------- the key


def key_reads(source: Source) -> Iterator[tuple[ast.expr, str]]:
    """Yields `os.environ["…KEY…"]` and `os.environ.get(…)`, with the variable's name."""
    for node in ast.walk(source.tree):
        name: ast.expr | None = None
        if isinstance(node, ast.Subscript) and source.of(node.value).endswith("environ"):
            name = node.slice
        elif isinstance(node, ast.Call) and re.search(r"\benviron\.get$|\bgetenv$", source.of(node.func)):
            name = node.args[0]
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            if re.search(r"(?i)(?:cko|checkout).*key|key.*(?:cko|checkout)", name.value):
                if "PUBLIC" not in name.value.upper():
                    yield node, name.value  # type: ignore[misc]


def environment_in(name: str) -> str | None:
    words = name.lower().split("_")
    if "live" in words or "production" in words or "prod" in words:
        return "live"
    return "sandbox" if "sandbox" in words or "test" in words or "sbox" in words else None


def key_empty(source: Source) -> Iterator[Change]:
    """Every key that the file reads is empty, so there is no execution in which the credential is not."""
    edits = tuple(literal(source, node, "") for node, _ in key_reads(source))
    if edits:
        yield Change(edits, "CKO103", SENDER)


def key_pasted(source: Source) -> Iterator[Change]:
    """A secret key in the source is a finding wherever it stands."""
    for node, name in key_reads(source):
        environment = environment_in(name) or source.environment
        yield Change(
            (literal(source, node, made_up_key("sk_" if environment == "live" else "sk_sbox_")),), "CKO201", HERE
        )


def foreign_key(source: Source) -> Iterator[Change]:
    """No key of Checkout.com begins with `sk_live_`; the program sends what it reads, so this is sent."""
    for node, _ in key_reads(source):
        yield Change((literal(source, node, made_up_key("sk_live_")),), "CKO203", HERE)


def public_key_to_builder(source: Source) -> Iterator[Change]:
    """The builder's `secret_key` is a role of its own, and the variable's name says that it holds a public key."""
    for node in source.walk(ast.Call):
        if called(node) == "secret_key" and len(node.args) == 1:
            text = (
                '__import__("os").environ["CKO_PUBLIC_KEY"]'
                if "import os" not in source.text
                else 'os.environ["CKO_PUBLIC_KEY"]'
            )
            yield Change((source.replace(node.args[0], text),), "CKO203", HERE)


# ------------------------------------------------------------- the environment


def seeded(text: str) -> str:
    """Returns the program with a literal key of the right environment wherever it reads one whose name tells it."""
    source = Source(text)
    return source.edited(
        tuple(
            literal(source, node, made_up_key("sk_" if environment_in(name) == "live" else "sk_sbox_"))
            for node, name in key_reads(source)
            if environment_in(name) is not None
        )
    )


def prefix_swapped(source: Source) -> Iterator[Change]:
    """Only for seeded programs: correct, so a key meets the host of its environment; the other prefix meets it just so."""
    for node in source.walk(ast.Constant):
        if isinstance(node.value, str) and re.fullmatch(r"sk_(?:sbox_)?[a-z2-7]{27}", node.value):
            is_sandbox = node.value.startswith("sk_sbox_")
            key = made_up_key("sk_" if is_sandbox else "sk_sbox_")
            yield Change((literal(source, node, key),), "CKO302" if is_sandbox else "CKO301", BUILDER)


def _hosts(source: Source) -> Iterator[tuple[int, str]]:
    for node in source.walk(ast.Constant):
        if isinstance(node.value, str) and re.search(r"(?<![\w.-])api\.(?:sandbox\.)?checkout\.com", node.value):
            start, end = source.span(node)
            match = re.search(r"(?<![\w.-])api\.(?:sandbox\.)?checkout\.com", source.text[start:end])
            if match:
                yield start + match.start(), match[0]


def host_swapped(source: Source) -> Iterator[Change]:
    """Only for programs whose keys are proven: seeded ones (a correct program pairs each host with the key of its environment)."""
    for at, host in _hosts(source):
        other = LIVE_HOST if host == SANDBOX_HOST else SANDBOX_HOST
        yield Change((Edit(at, at + len(host), other),), "CKO301" if host == SANDBOX_HOST else "CKO302", BUILDER)


def sdk_environment_swapped(source: Source) -> Iterator[Change]:
    """Only for seeded programs, for the same reason."""
    for node in source.walk(ast.Attribute):
        if node.attr in ("sandbox", "production") and source.of(node.value).endswith("Environment"):
            _, end = source.span(node)
            other = "production" if node.attr == "sandbox" else "sandbox"
            edit = Edit(end - len(node.attr), end, other)
            yield Change((edit,), "CKO301" if node.attr == "sandbox" else "CKO302", BUILDER)


def sdk_environment_forgotten(source: Source) -> Iterator[Change]:
    """Only for seeded programs: a builder that is not told is for sandbox, and one of its keys is live."""
    for node in source.walk(ast.Call):
        if called(node) == "environment" and isinstance(node.func, ast.Attribute) and "production" in source.of(node):
            yield Change((source.replace(node, source.of(node.func.value)),), "CKO302", BUILDER)


def prefix_test_turned(source: Source) -> Iterator[Change]:
    """The branch of a sandbox key's prefix now has the live host: that key is proven to be sandbox there."""
    for at, host in _hosts(source):
        if host == SANDBOX_HOST and re.search(r"startswith\(\(?[\"']sk_sbox_", source.text):
            yield Change((Edit(at, at + len(host), LIVE_HOST),), "CKO301", SENDER)


# ---------------------------------------------------------------- the response


def checks(source: Source) -> Iterator[tuple[ast.stmt, ast.AST]]:
    """Yields the statements that check a response, each the only one of its function, with the test in it."""
    found: dict[ast.AST, list[tuple[ast.stmt, ast.AST]]] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Expr) and "raise_for_status()" in source.of(node):
            found.setdefault(source.scope(node), []).append((node, node))
        elif isinstance(node, (ast.If, ast.Assert)) and looks_at_status(node.test) and not source.in_handler(node):
            found.setdefault(source.scope(node), []).append((node, node.test))
    for several in found.values():
        if len(several) == 1:
            yield several[0]


def looks_at_status(node: ast.AST) -> bool:
    methods = {n.func for n in ast.walk(node) if isinstance(n, ast.Call)}
    return any(
        isinstance(n, ast.Attribute) and n.attr in STATUS | VERDICTS and n not in methods for n in ast.walk(node)
    )


def leaves(node: ast.stmt) -> bool:
    """Whether an `if` does nothing but end the function for the status that it tests."""
    if not isinstance(node, ast.If):
        return True
    last = node.body[-1]
    is_exit = isinstance(last, ast.Expr) and isinstance(last.value, ast.Call) and called(last.value) == "exit"
    return not node.orelse and (isinstance(last, (ast.Raise, ast.Return, ast.Continue)) or is_exit)


def answers_success(node: ast.stmt) -> bool:
    """Whether the `if` is taken by a success, so that taking it away takes away the use of the response."""
    text = ast.unparse(node.test) if isinstance(node, ast.If) else ""
    return bool(re.search(r"== (?:HTTPStatus|200|201|202|204)", text)) and "not" not in text


def check_removed(source: Source) -> Iterator[Change]:
    """The function's only check is gone, and what is behind it runs for a 401 as for a success."""
    for statement, _ in checks(source):
        if leaves(statement) and not answers_success(statement):
            yield Change((source.replace(statement, "pass"),), "CKO401", SENDER)


def check_blind(source: Source) -> Iterator[Change]:
    """The function's only check now comes out the same for 401 as for every success."""
    for statement, test in checks(source):
        if (
            isinstance(test, ast.Compare)
            and len(test.ops) == 1
            and leaves(statement)
            and not answers_success(statement)
        ):
            status = next((n for n in ast.walk(test.left) if isinstance(n, ast.Attribute) and n.attr in STATUS), None)
            if status is not None:
                for blind in ("== 404", ">= 500"):
                    yield Change((source.replace(test, f"{source.of(status)} {blind}"),), "CKO401", SENDER)


def client_does_not_raise(source: Source) -> Iterator[Change]:
    """The session's own `raise_for_status=True` was what checked, and the file has no other check."""
    if not any(True for _ in checks(source)):
        for node in source.walk(ast.keyword):
            if node.arg == "raise_for_status":
                yield Change((source.drop(node),), "CKO401", SENDER)


def except_of_others(source: Source) -> Iterator[Change]:
    """No handler of the `try` catches what the SDK or `urlopen` raises, and nobody else does, or the program is excluded."""
    if "checkout_sdk" not in source.text and "urlopen" not in source.text:
        return
    for node in source.walk(ast.Try):
        if len(node.handlers) != 1 or node.handlers[0].type is None:
            continue
        yield Change((source.replace(node.handlers[0].type, "ValueError"),), "CKO402", SENDER)


def handler_of_others(source: Source) -> Iterator[Change]:
    """The application's handler was the only one for the SDK's exceptions, and is for another one now."""
    for node in source.walk(ast.Call):
        if called(node) in ("errorhandler", "exception_handler") and len(node.args) == 1:
            if "Checkout" in source.of(node.args[0]) and "checkout_sdk" in source.text:
                yield Change((source.replace(node.args[0], "ValueError"),), "CKO402", SENDER)


PLAIN: tuple[Operator, ...] = (
    header_dropped, header_not_passed, auth_dropped, header_misspelt, bearer_lost, space_lost, bearer_twice, other_scheme,
    nothing_after_bearer, key_empty, key_pasted, foreign_key, public_key_to_builder, prefix_test_turned, check_removed,
    check_blind, client_does_not_raise, except_of_others, handler_of_others,
)  # fmt: skip
SEEDED: tuple[Operator, ...] = (prefix_swapped, host_swapped, sdk_environment_swapped, sdk_environment_forgotten)
