"""Who catches what a call raises on a 401: the `try` statements that are around it while it runs, in its callers too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cko_lint.facts import GUARDED, UNGUARDED
from cko_lint.flow import classes
from cko_lint.flow import values as v
from cko_lint.flow.engine import Engine, Guard

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
    [
        "ArithmeticError",
        "AssertionError",
        "AttributeError",
        "ConnectionError",
        "ImportError",
        "IndexError",
        "KeyError",
        "LookupError",
        "NameError",
        "NotImplementedError",
        "OverflowError",
        "PermissionError",
        "RuntimeError",
        "StopIteration",
        "SystemExit",
        "TimeoutError",
        "TypeError",
        "ValueError",
        "KeyboardInterrupt",
        "ModuleNotFoundError",
        "OSError",
        "IOError",
        "EnvironmentError",
    ]
)


def raising(engine: Engine, libraries: Libraries, sending: Any, names: frozenset[str]) -> None:
    """Notes who catches the exception of a call that has just been made."""
    sending.outcome = GUARDED if catcher(engine, names) is not None else UNGUARDED
    if engine.root is not None:
        sending.root = engine.root


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
    name = classes.external_name(content)
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
