"""What credentials have to be allowed, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cko_lint.inventory.permissions import Kind, Permissions
from cko_lint.output.inventory.phrases import shown
from cko_lint.output.permissions import pasted
from cko_lint.output.report import plural

_WIDTH = 15
_NEEDS = {Kind.OAUTH: "needs", Kind.SECRET: "tick", Kind.PUBLIC: "tick", Kind.KEY: "tick"}


def render(found: Sequence[Permissions], files: int) -> str:
    """Returns a paragraph for each credential, and the sentence that ends them."""
    lines: list[str] = []
    for permissions in found:
        lines += (_head(permissions), *_body(permissions), "")
    told = plural(len(found), "credential") if found else "No credentials for Checkout.com"
    return "\n".join((*lines, f"{told} in {plural(files, 'file')}", ""))


def _head(permissions: Permissions) -> str:
    where = f" ({', '.join(permissions.environments)})" if permissions.environments else ""
    return shown(f"{permissions.name}{where}")


def _body(permissions: Permissions) -> Iterator[str]:
    endpoints = dict(permissions.endpoints)
    yield from _lines(_NEEDS[permissions.kind], permissions.scopes or ("no scope that is published",))
    if permissions.asked is not None:
        yield from _lines("asks for", (", ".join(permissions.asked) or "no scope",))
    yield from _lines("missing", permissions.missing)
    yield from _lines("superfluous", permissions.superfluous)
    yield from _lines(
        "too wide", [f"{scope}: ask for {', '.join(enough)} instead" for scope, enough in permissions.too_wide]
    )
    if (
        permissions.kind is Kind.OAUTH
        and permissions.scopes
        and set(permissions.asked or ()) != set(permissions.wanted)
    ):
        yield from _lines("paste", (pasted.line(permissions.wanted, permissions.with_sdk),))
    yield from _lines("because of", [f"{name} ({' or '.join(need)})" for name, need in endpoints.items() if need])
    yield from _lines("not published", permissions.unproven)
    yield from _lines("not accepted", permissions.refused)
    if permissions.unknown:
        yield from _lines("unknown", (f"{plural(permissions.unknown, 'request')} that could not be followed",))


def _lines(label: str, texts: Sequence[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield f"  {'' if number else label:<{_WIDTH}}{shown(text)}"
