"""The official Python SDK: what it offers and what it raises (checkout-sdk on PyPI, read unpacked in every version)."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def methods() -> frozenset[str]:
    """Returns the calls that send a request, as `payments.request_payment`."""
    text = (Path(__file__).parent / "data" / "sdk_methods.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def parts() -> frozenset[str]:
    """Returns the attributes of a client that carry those calls, as `payments`."""
    return frozenset(name.split(".")[0] for name in methods())
