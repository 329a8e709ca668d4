"""Answers that nobody checks, and errors that nobody catches."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .edits import HERE, SENDER, STATUS, VERDICTS, Change, Edit, Source, called

_CALL_OF_THE_SDK = re.compile(
    r"\.(?:payments|customers|instruments|tokens|sources|disputes|workflows|forex|api)\.\w+\("
)


def checks(source: Source) -> Iterator[tuple[ast.stmt, ast.AST]]:
    """Yields the statements that check a response, each the only one of its function, with the test in it."""
    found: dict[ast.AST, list[tuple[ast.stmt, ast.AST]]] = {}
    for node in source.nodes:
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


def error_dropped(source: Source) -> Iterator[Change]:
    """The only handler of a request's failure, and nothing of it is left."""
    for node in source.walk(ast.Try):
        if len(node.handlers) != 1 or node.finalbody or node.orelse:
            continue
        (handler,) = node.handlers
        if _is_told(source, node, handler):
            continue
        caught = source.of(handler.type) if handler.type else ""
        body = "\n".join(source.of(statement) for statement in node.body)
        if "checkout_sdk" in source.text:
            is_failure = re.search(r"\bCheckout(?:Api)?Exception$|^Exception$", caught) and _CALL_OF_THE_SDK.search(
                body
            )
        else:
            is_failure = re.search(r"HTTPError$|HTTPStatusError$|RequestException$|^Exception$", caught) and re.search(
                r"\.raise_for_status\(\)|\burlopen\(", body
            )
        if is_failure:
            first, last = handler.body[0], handler.body[-1]
            start, end = source.span(first)[0], source.span(last)[1]
            yield Change((Edit(start, end, "pass"),), "CKO403", SENDER)


def _is_told(source: Source, node: ast.Try, handler: ast.ExceptHandler) -> bool:
    """Whether what is behind the `try` fails for a name that the `try` did not get to, or answers with what went wrong."""
    bound = {n.id for statement in node.body for n in ast.walk(statement) if isinstance(n, ast.Name)}
    caught = {handler.name} if handler.name else set()
    behind = (n for n in ast.walk(source.scope(node)) if isinstance(n, ast.Name) and n.lineno > handler.lineno)
    used = {n.id for n in behind if n.lineno > node.end_lineno}
    assigned = {
        n.id for statement in node.body for n in ast.walk(statement)
        if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }  # fmt: skip
    return bool(assigned & used & bound) or bool(caught & used)


def retries_include_401(source: Source) -> Iterator[Change]:
    """The retry was for other statuses, or for other errors, and is for a 401 too."""
    for node in source.walk(ast.keyword):
        if node.arg == "status_forcelist" and isinstance(node.value, (ast.List, ast.Tuple, ast.Set)):
            yield Change((Edit(*[source.span(node.value.elts[0])[0]] * 2, "401, "),), "CKO404", HERE)
        elif node.arg == "giveup":
            yield Change((source.drop(node),), "CKO404", HERE)
        elif node.arg == "autoretry_for" and "checkout_sdk" in source.text:
            error = '(__import__("checkout_sdk").exception.CheckoutApiException,)'
            yield Change((source.replace(node.value, error),), "CKO404", HERE)
    for node in source.walk(ast.Call):
        if called(node) == "retry_if_exception" and node.args:
            error = "requests.HTTPError" if "import requests" in source.text else "CheckoutApiException"
            text = f'__import__("tenacity").retry_if_exception_type({error})'
            yield Change((source.replace(node, text),), "CKO404", HERE)


def except_of_one_error(source: Source) -> Iterator[Change]:
    """The SDK's OAuth client raises another error, too, if it cannot renew its token; building it raises only that one."""
    if ".oauth()" in source.text and "CheckoutException" in source.text and "errorhandler" not in source.whole:
        for node in source.walk(ast.Try):
            handlers = [h for h in node.handlers if h.type is not None and source.of(h.type) == "CheckoutException"]
            if len(node.handlers) == len(handlers) == 1 and handlers[0].type is not None:
                other = '__import__("checkout_sdk").exception.CheckoutApiException'
                first = next(source.span(n)[0] for n in source.tree.body if isinstance(n, (ast.Import, ast.ImportFrom)))
                added = Edit(first, first, "from checkout_sdk.exception import CheckoutApiException\n")
                yield Change((added, source.replace(handlers[0].type, other.rpartition(".")[2])), "CKO402", SENDER)
