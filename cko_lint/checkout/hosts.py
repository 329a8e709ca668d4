"""The hosts of Checkout.com's API, told from everything that only looks like them.

Sources: the environment files of the official SDKs (checkout-sdk-python `environment.py`), the API reference's page on
base URLs for the merchants' own subdomains, and the settings of the official WooCommerce plugin for the region KSA.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from cko_lint.checkout.keys import LIVE, SANDBOX

_ROLES = "api|access|files|transfers|balances|forward|identity-verification|devices\\.api"
_HOST = re.compile(rf"(?:(?P<prefix>[^.]+)\.)?(?P<role>{_ROLES})(?P<sandbox>\.sandbox)?\.checkout\.com")
_PREFIX = re.compile(r"(?:pl-)?[a-z0-9]+")
_MERCHANT = re.compile(r"(?=[a-z]*[2-7])[a-z2-7]{8}")  # the beginning of a client id, told from a word by its digits
_CLIENT_ID = re.compile(r"cli_[a-z0-9]+|(?:cli_)?[a-z2-7]{26}")
_PLACEHOLDER = re.compile(r"your|placeholder|example|changeme|prefix|subdomain|client[-_]?id|[<>{}$%]|^x{4,}$|^\.{3}")
_SHARED_ONLY = frozenset({"files", "transfers", "balances", "forward", "identity-verification"})
_RETIRED = {"api2.checkout.com": LIVE, "sandbox.checkout.com": SANDBOX}
# What stands before `.checkout.com` in a name that is made of the API's words in another order or with other joints.
_ROLE_WORDS = frozenset({"api", "access", "files", "transfers", "balances", "forward"})
_SANDBOX_WORDS = frozenset({"sandbox", "sbox", "test"})
_PREFIXED = frozenset({"api", "access"})
_WITHOUT_PREFIX = frozenset({"files", "transfers", "balances"})
_LIVE_WORDS = frozenset({"live", "prod", "production"})
_SLIPS = frozenset(
    {SANDBOX[:at] + SANDBOX[at + 1 :] for at in range(len(SANDBOX))}
    | {SANDBOX[:at] + SANDBOX[at] + SANDBOX[at:] for at in range(len(SANDBOX))}
    | {SANDBOX[:at] + SANDBOX[at + 1] + SANDBOX[at] + SANDBOX[at + 2 :] for at in range(len(SANDBOX) - 1)}
)  # a letter too few or too many, or two that changed places
_OTHER_WORDS = frozenset({"sbox", "sbx", "test", "testing", "staging", "stage", "dev", "uat", "qa"})
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
    meant: str = ""
    """The host that was certainly meant, of one that is not known or has a wrong prefix."""
    doubt: str = ""
    """What is wrong with the prefix."""
    is_added: bool = False
    """Whether settings say that it stands in front of the API; its environment is empty where they do not say which."""

    def for_path(self, path: tuple[str | None, ...] | None) -> Host:
        """Returns the host in the role that it has for a path: one that settings add has each of them."""
        is_token = self.is_added and path is not None and path[-2:] == ("connect", "token")
        return replace(self, role="access") if is_token else self

    @property
    def answers(self) -> bool:
        """Whether requests to it are answered by Checkout.com's API, the retired one included."""
        return self.known or self.role == "retired"


def find_host(name: str) -> Host | None:
    """Returns the API host that a host name is, or None; compares by labels, so `2checkout.com` is none."""
    name = name.lower().rstrip(".")
    found = _mistaken(name)
    if found is not None:
        return found
    match = _HOST.fullmatch(name)
    if match:
        return _of_role(name, match["role"], SANDBOX if match["sandbox"] else LIVE, match["prefix"] or "")
    if name in _RETIRED:
        return Host(name, "retired", _RETIRED[name], known=False)
    return None


_added: dict[str, str] = {}
_variables: set[str] = set()


def use(hosts: Mapping[str, str], variables: Iterable[str]) -> None:
    """Sets what settings add to the API's hosts, for what follows.

    `hosts` have their environments, by their names, with a port or without; `variables` have a URL of the API: names of
    environment variables, or full names of what a package has.
    """
    _added.clear()
    _added.update(hosts)
    _variables.clear()
    _variables.update(name.lower() for name in variables)


def has_variables() -> bool:
    """Whether settings add variables."""
    return bool(_variables)


def find_added(name: str) -> Host | None:
    """Returns the host that settings add under a name, which may have a port; None if they do not."""
    name = name.lower()
    environment = _added.get(name, _added.get(name.partition(":")[0]))
    return Host(name, "api", environment, is_added=True) if environment is not None else None


def find_variable(name: str) -> Host | None:
    """Returns the host of a variable by its full name, if settings say that it has a URL of the API."""
    parts = name.lower().split(".")
    ends = {".".join(parts[at:]) for at in range(len(parts))}
    return Host(name, "api", "", is_added=True) if not ends.isdisjoint(_variables) else None


def host_of(role: str, environment: str, prefix: str = "") -> str:
    """Returns the name of a host of the API."""
    domain = "sandbox.checkout.com" if environment == SANDBOX else "checkout.com"
    return ".".join(part for part in (prefix, role, domain) if part)


def _of_role(name: str, role: str, environment: str, prefix: str) -> Host | None:
    if not prefix:
        return Host(name, role, environment)
    if role in _WITHOUT_PREFIX:
        return Host(name, role, environment, prefix, False, host_of(role, environment), "shared")
    if role in _SHARED_ONLY:
        return None
    if _CLIENT_ID.fullmatch(prefix):
        short = prefix.removeprefix("cli_")[:8]
        return Host(name, role, environment, prefix, meant=host_of(role, environment, short), doubt="client id")
    if _PLACEHOLDER.search(prefix):
        return Host(name, role, environment, prefix, doubt="placeholder")
    return Host(name, role, environment, prefix) if _PREFIX.fullmatch(prefix) else None


def _mistaken(name: str) -> Host | None:
    """Returns the host of a name that puts the API's words together as no host of Checkout.com does (`api-test`)."""
    if name in _MOVED:
        return Host(name, _MOVED[name], SANDBOX, known=False, meant=host_of(_MOVED[name], SANDBOX))
    if not name.endswith(".checkout.com"):
        return None
    labels = name.removesuffix(".checkout.com").split(".")
    return _turned(name, labels) or _misspelt(name, labels) or _behind(name, labels) or _joined(name, labels)


def _turned(name: str, labels: list[str]) -> Host | None:
    """`vkuhvk4v.sandbox.api`: a merchant's host with its words in the wrong order."""
    if (
        len(labels) == 3
        and labels[1] in ("sandbox", "sbox")
        and labels[2] in _PREFIXED
        and _PREFIX.fullmatch(labels[0])
    ):
        return Host(name, labels[2], SANDBOX, labels[0], False, host_of(labels[2], SANDBOX, labels[0]))
    return None


def _misspelt(name: str, labels: list[str]) -> Host | None:
    """`api.sanbox`, `api.live`, `api.staging`: the last word is none that stands there."""
    role, last = labels[-2] if len(labels) > 1 else "", labels[-1]
    prefix = labels[0] if len(labels) == 3 else ""
    if role not in _ROLE_WORDS or len(labels) > 3:
        return None
    if last in _LIVE_WORDS:
        return Host(name, role, LIVE, prefix, False, host_of(role, LIVE, prefix))
    if last != "sandbox" and (last in _OTHER_WORDS or last in _SLIPS):
        return Host(name, role, SANDBOX, prefix, False, host_of(role, SANDBOX, prefix))
    return None


def _behind(name: str, labels: list[str]) -> Host | None:
    """`api.vkuhvk4v`, `api.vkuhvk4v.sandbox`: the merchant's prefix stands behind the role."""
    environment = SANDBOX if labels[2:] == ["sandbox"] else LIVE
    if (
        labels[0] in _PREFIXED
        and labels[2:] in ([], ["sandbox"])
        and len(labels) > 1
        and _MERCHANT.fullmatch(labels[1])
    ):
        return Host(name, labels[0], environment, labels[1], False, host_of(labels[0], environment, labels[1]))
    return None


def _joined(name: str, labels: list[str]) -> Host | None:
    """`sandbox.api`, `api-sandbox`: two words in another order, or with another joint."""
    words = [word for label in labels for word in label.split("-")]
    roles = [word for word in words if word in _ROLE_WORDS]
    is_mixed = len(roles) == 1 and len(words) == 2 and not _SANDBOX_WORDS.isdisjoint(words)
    if not is_mixed or name == host_of(roles[0], SANDBOX):
        return None
    return Host(name, roles[0], SANDBOX, known=False, meant=host_of(roles[0], SANDBOX))


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
