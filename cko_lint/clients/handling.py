"""Who catches what a call raises on a 401: the `try` statements that are around it while it runs, in its callers too."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

from cko_lint.clients.places import place_of
from cko_lint.facts import GUARDED, UNGUARDED, Spotted
from cko_lint.flow import decorators
from cko_lint.flow import values as v
from cko_lint.flow.engine import Engine, Guard
from cko_lint.syntax import tree

if TYPE_CHECKING:
    from cko_lint.clients import Libraries

_EVERYTHING = frozenset({"Exception", "BaseException", "ExceptionGroup", "BaseExceptionGroup"})
API_ERROR = frozenset(
    {"CheckoutApiException", "CheckoutException", "CheckoutSdkError", "AuthenticationError", "ApiError"}
)
TOKEN_ERROR = frozenset({"CheckoutAuthorizationException", "CheckoutException", "CheckoutSdkError"})
HTTP_ERROR = frozenset({"HTTPError", "URLError", "OSError", "IOError", "EnvironmentError"})

# Packages whose exceptions are none that an SDK call or urllib raises.
_UNRELATED = frozenset(
    [
        "requests",
        "httpx",
        "aiohttp",
        "urllib3",
        "http",
        "json",
        "django",
        "flask",
        "fastapi",
        "starlette",
        "celery",
        "tenacity",
        "sqlalchemy",
        "pydantic",
        "redis",
        "botocore",
        "boto3",
        "asyncio",
        "socket",
        "ssl",
        "stripe",
        "werkzeug",
        "rest_framework",
        "marshmallow",
        "jwt",
        "time",
        "decimal",
        "subprocess",
        "sqlite3",
        "psycopg2",
        "kombu",
        "concurrent",
        "contextlib",
        "adyen",
        "paypalrestsdk",
    ]
)
_BUILTIN = frozenset(
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
)


STATUS_ERRORS = {
    "requests": frozenset({"HTTPError", "RequestException"}),
    "httpx": frozenset({"HTTPStatusError", "HTTPError"}),
    "aiohttp": frozenset({"ClientResponseError", "ClientError"}),
}  # fmt: skip


def failing(engine: Engine, libraries: Libraries, sending: Any, names: frozenset[str]) -> None:
    """A refused request raises here: notes the handler that drops it, and the retries that repeat it."""
    sending.swallowed = sending.swallowed or swallower(engine, names)
    libraries.retries += retries(engine, names)


def swallower(engine: Engine, names: frozenset[str]) -> Any:
    """Returns the place of the handler that catches an exception of the given names for certain, and drops it."""
    for guard in reversed(engine.guards):
        for index, caught in enumerate(guard.caught):
            contents = [a.content for a in caught] if caught is not None else []
            if caught is None or any(_surely_catches(content, names) for content in contents):
                if not guard.handlers:
                    return place_of(guard.module, guard.node) if guard.drops and not _decided_later(guard) else None
                handler = guard.handlers[index]
                return place_of(guard.module, handler) if drops(handler) and is_all(guard, handler) else None
            if any(catches(content, names) for content in contents):
                return None
    return None


def _surely_catches(content: Any, names: frozenset[str]) -> bool:
    if isinstance(content, v.Collection):
        return any(_surely_catches(a.content, names) for item in content.items for a in item)
    name = decorators.external_name(content)
    if name is None:
        return False
    last = name.rsplit(".", 1)[-1]
    return last in names or last in ("Exception", "BaseException")


def drops(handler: Any) -> bool:
    """Whether an `except` does nothing with the failure: it passes, goes on, or returns a constant or an empty value."""
    for statement in handler.body:
        if isinstance(statement, (tree.Pass, tree.Continue, tree.Break)):
            continue
        if isinstance(statement, tree.Expression) and isinstance(statement.value, tree.Constant):
            continue
        if isinstance(statement, tree.Return) and _says_nothing(statement.value):
            continue
        return False
    return True


def is_all(guard: Guard, handler: Any) -> bool:
    """Whether what the handler does is all that becomes of the failure: nothing behind the `try` runs for it alone."""
    statement = guard.node
    if any(isinstance(inner, tree.Call) for inner in tree.walk(statement.finalbody)):
        return False
    succeeded = [*statement.body, *statement.orelse]
    leaves = bool(succeeded) and isinstance(succeeded[-1], (tree.Return, tree.Break, tree.Continue))
    goes_on = not any(isinstance(s, tree.Return) for s in handler.body)
    if any(isinstance(s, tree.Continue) for s in handler.body):  # the next candidate is tried, if success ends the loop
        leaves = leaves or any(isinstance(s, (tree.Return, tree.Break)) for s in guard.after)
    if goes_on and leaves:
        rest = [s for s in guard.after if not isinstance(s, tree.Pass)]
        jumps = any(isinstance(s, (tree.Continue, tree.Break)) for s in handler.body)
        return not jumps and (not rest or all(isinstance(s, tree.Return) and _says_nothing(s.value) for s in rest))
    return not (goes_on and _decided_later(guard))


def _decided_later(guard: Guard) -> bool:
    """Whether something behind a `try` or `with` depends on a name that is set inside of it."""
    inside = {
        target.id
        for node in tree.walk(guard.body)
        if isinstance(node, tree.Assign)
        for target in node.targets
        if isinstance(target, tree.Name)
    }
    return any(
        isinstance(inner, tree.Name) and inner.id in inside
        for node in guard.after
        if isinstance(node, (tree.If, tree.Assert, tree.While))
        for inner in tree.walk(node.test)
    )


def _says_nothing(node: Any) -> bool:
    if node is None:
        return True
    if isinstance(node, tree.Constant):
        if isinstance(node.value, int) and not isinstance(node.value, bool):
            return node.value == 0  # any other number may be an exit code, or an HTTP status
        return not isinstance(node.value, str) or not node.value
    if isinstance(node, tree.Sequence):
        return all(_says_nothing(element) for element in node.elements)
    if isinstance(node, tree.DictDisplay):
        return not node.entries
    if isinstance(node, tree.Call) and isinstance(node.function, tree.Name):
        return node.function.id in ("dict", "list", "set", "tuple") and not node.arguments
    return False


def retries(engine: Engine, names: frozenset[str]) -> list[Spotted]:
    """Returns the retries around what runs that repeat it after an exception of the given names."""
    found = []
    for guards, retry in engine.retries:
        inside = engine.guards[guards:]
        caught = any(c is None or any(catches(a.content, names) for a in c) for guard in inside for c in guard.caught)
        if not caught and any(_surely_catches(a.content, names) for a in retry.types):
            found.append(Spotted(place_of(retry.module, retry.node), retry.what))
    return found


def raising(engine: Engine, libraries: Libraries, sending: Any, names: frozenset[str]) -> None:
    """Notes who catches the exception of a call that has just been made."""
    sending.outcome = GUARDED if catcher(engine, names) is not None else UNGUARDED
    failing(engine, libraries, sending, names)


def catcher(engine: Engine, names: frozenset[str]) -> Guard | None:
    """Returns the innermost `try` around what runs that catches an exception of the given names, or None."""
    for guard in reversed(engine.guards):
        for caught in guard.caught:
            if caught is None or any(catches(a.content, names) for a in caught):
                return guard
    return None


def catches(content: Any, names: frozenset[str]) -> bool:
    """Whether what an `except` names catches the exception; what is out of sight counts as catching it."""
    if isinstance(content, v.Collection):
        return content.open or any(catches(a.content, names) for item in content.items for a in item)
    if isinstance(content, v.ClassValue):
        return False
    name = decorators.external_name(content)
    if name is None:
        return True
    first, last = name.split(".")[0], name.rsplit(".", 1)[-1]
    if last in _EVERYTHING:
        return True
    if first in _UNRELATED:
        return False
    if last in names:
        return True
    return name not in _BUILTIN and first not in ("urllib", "checkout_sdk")
