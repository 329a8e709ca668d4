"""The hosts of Checkout.com's API, told from everything that only looks like them.

Sources: the environment files of the official SDKs (checkout-sdk-python `environment.py`), the API reference's page on
base URLs for the merchants' own subdomains, and the settings of the official WooCommerce plugin for the region KSA.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cko_lint.checkout.keys import LIVE, SANDBOX

_ROLES = "api|access|files|transfers|balances|forward|identity-verification|devices\\.api"
_HOST = re.compile(rf"(?:(?P<prefix>(?:pl-)?[a-z0-9]+)\.)?(?P<role>{_ROLES})(?P<sandbox>\.sandbox)?\.checkout\.com")
_SHARED_ONLY = frozenset({"files", "transfers", "balances", "forward", "identity-verification"})
_RETIRED = {"api2.checkout.com": LIVE, "sandbox.checkout.com": SANDBOX}
# What stands before `.checkout.com` in a name that is made of the API's words in another order or with other joints.
_WORDS = re.compile(r"[.-]")
_ROLE_WORDS = frozenset({"api", "access", "files", "transfers", "balances", "forward"})
_SANDBOX_WORDS = frozenset({"sandbox", "sbox", "test"})
_MOVED = {"api.checkout.sandbox.com": "api", "api.sandbox-checkout.com": "api"}


@dataclass(frozen=True, slots=True)
class Host:
    """A host of the API: its role (`api`, `access`, `files`, …), its environment, and the merchant's prefix if any."""

    name: str
    role: str
    environment: str
    subdomain: str = ""
    known: bool = True
    """False for a host that only looks like one of the API's, and for one of the retired API."""

    @property
    def answers(self) -> bool:
        """Whether requests to it are answered by Checkout.com's API, the retired one included."""
        return self.known or self.role == "retired"


def find_host(name: str) -> Host | None:
    """Returns the API host that a host name is, or None; compares by labels, so `2checkout.com` is none."""
    name = name.lower().rstrip(".")
    role = _shaped_like(name)
    if role is not None:
        return Host(name, role, SANDBOX, known=False)
    match = _HOST.fullmatch(name)
    if match and not (match["prefix"] and match["role"] in _SHARED_ONLY):
        environment = SANDBOX if match["sandbox"] else LIVE
        return Host(name, match["role"], environment, match["prefix"] or "")
    if name in _RETIRED:
        return Host(name, "retired", _RETIRED[name], known=False)
    return None


def _shaped_like(name: str) -> str | None:
    """Returns the role of a name that puts the API's words together as no host of Checkout.com does (`api-test`)."""
    if name in _MOVED:
        return _MOVED[name]
    turned = re.fullmatch(r"(?:pl-)?[a-z0-9]+\.(?:sandbox|sbox)\.(api|access)\.checkout\.com", name)
    if turned:  # a merchant's host with its words in the wrong order
        return turned[1]
    words = _WORDS.split(name.removesuffix(".checkout.com")) if name.endswith(".checkout.com") else []
    roles = [word for word in words if word in _ROLE_WORDS]
    mixed = len(roles) == 1 and len(words) == 2 and not _SANDBOX_WORDS.isdisjoint(words)
    return roles[0] if mixed and name != f"{roles[0]}.sandbox.checkout.com" else None


def find_host_with_hole(labels: str) -> Host | None:
    """Returns the API host that ends in these labels, whatever stands before them (`.api.sandbox.checkout.com`)."""
    name = labels.lower().lstrip(".")
    match = re.fullmatch(r"(?P<role>api|access)(?P<sandbox>\.sandbox)?\.checkout\.com", name)
    if not match or not labels.startswith("."):
        return None
    return Host(labels, match["role"], SANDBOX if match["sandbox"] else LIVE, subdomain="?")


def mentions_host(text: str) -> Host | None:
    """Returns the API host in a URL that is known as a whole, or in a bare host name."""
    match = re.match(r"(?:https?://)?([a-z0-9.-]+\.checkout\.com)(?=[:/?#]|$)", text.strip(), re.IGNORECASE)
    return find_host(match[1]) if match else None
