"""Which endpoint a request goes to, and what that accepts."""

from __future__ import annotations

from dataclasses import dataclass

from cko_lint.checkout import endpoints
from cko_lint.checkout.endpoints import Endpoint
from cko_lint.checkout.redaction import redact
from cko_lint.facts import Request, Scenario
from cko_lint.rules.permissions import operations

_HOLE = "{…}"


@dataclass(frozen=True, slots=True)
class Target:
    """A method and the template of a path, "" for what is not known; what it accepts, and its scopes."""

    method: str
    endpoint: str
    accepts: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    """The roles of the hosts that serve it."""


def target_of(request: Request, scenario: Scenario) -> Target:
    """Returns what a request asks for in one of its scenarios."""
    return target(request.method, scenario.url.path, operations(request, scenario), scenario.credential.platform)


def target(
    method: str | None, path: tuple[str | None, ...] | None, found: tuple[Endpoint, ...], platform: str | None
) -> Target:
    """Returns what a request asks for by its method and path, and the operations that it can be."""
    fitting = tuple(e for e in found if e.platform == platform) or found
    templates = sorted({e.path for e in fitting})
    shown = templates[0] if len(templates) == 1 else _shown(path)
    accepts = endpoints.accepted(found, platform)
    roles = tuple(sorted({e.host for e in fitting}))
    return Target(method or "", shown, tuple(sorted(accepts or ())), endpoints.scopes_of(found), roles)


def _shown(path: tuple[str | None, ...] | None) -> str:
    """Returns a path as far as it is known; "" where not even its beginning is."""
    if path is None or (path and path[0] is None):
        return ""
    return "/" + "/".join(_HOLE if segment is None else redact(segment) for segment in path)
