"""Literals under a name that says that they are the secret of an OAuth client of Checkout.com."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cko_lint.checkout.keys import CLIENT_SECRET, is_placeholder
from cko_lint.evidence.names import part_of_client, says_which, words
from cko_lint.evidence.places import place_of
from cko_lint.facts import Occurrence
from cko_lint.project.modules import Module
from cko_lint.sources.path_roles import is_showing, is_test
from cko_lint.syntax import tree

_SAYS_SECRET = re.compile(r"(?i)client_?secret")
CLIENT_ID = re.compile(r"(?<![A-Za-z0-9_])ack_[a-z2-7]{26}(?![A-Za-z0-9_])")
"""The id of an OAuth client, wherever it stands."""


def named_secrets(module: Module) -> Iterator[Occurrence]:
    """Yields the literals of a module that stand under the name of a client's secret, by a client's id or a name of ours."""
    text = module.parsed.text
    if is_test(module.shown) or is_showing(module.shown) or not _SAYS_SECRET.search(text):
        return
    has_id = CLIENT_ID.search(text) is not None
    lines = [line for line, constant in module.parsed.constants if isinstance(constant, str) and len(constant) >= 8]
    for node in tree.walk(module.parsed.body, lambda body: any(map(body.holds, lines))):
        for name, value in _named(node):
            if part_of_client(name) == CLIENT_SECRET and (has_id or is_of_checkout([name])):
                literal = _literal(value)
                if literal is not None and is_written_out(name, literal.value):
                    yield Occurrence(place_of(module, literal), literal.value)


def _named(node: Any) -> Iterator[tuple[str, Any]]:
    """Yields the names that a node gives, each with what it gives it to."""
    if isinstance(node, tree.Assign) and node.value is not None:
        yield from ((tree.last_name(target), node.value) for target in node.targets)
    elif isinstance(node, tree.DictDisplay):
        for key, value in node.entries:
            if isinstance(key, tree.Constant) and isinstance(key.value, str):
                yield key.value, value
    elif isinstance(node, tree.Call):
        yield from ((a.keyword, a.value) for a in node.arguments if a.keyword is not None)


_READERS = frozenset({"config", "env", "get", "getenv", "pop", "setdefault", "str", "string"})
_WRAPPERS = frozenset({"Argument", "Field", "Option", "Secret", "SecretStr"})


def _literal(value: Any) -> Any:
    """Returns the literal that a value is, or the default of what it is read from; what else a call is given is only a name."""
    if isinstance(value, tree.Call):
        called = tree.last_name(value.function)
        given = [argument.value for argument in value.arguments if argument.keyword is None]
        at = 1 if called in _READERS else 0 if called in _WRAPPERS else len(given)
        defaults = [argument.value for argument in value.arguments if argument.keyword == "default"]
        value = next(iter([*defaults, *given[at:]]), None)
    return value if isinstance(value, tree.Constant) and isinstance(value.value, str) else None


def is_of_checkout(names: list[str]) -> bool:
    """Whether names say that a value is for Checkout.com; `checkout` alone may be any shop's, or Stripe's."""
    found = {word for name in names for word in words(name)}
    return "cko" in found or "checkoutcom" in found


def is_written_out(name: str, value: str) -> bool:
    """Whether a value is the secret of an OAuth client itself, and not where it is kept, or what it is called."""
    if not _is_itself(words(name)) or is_placeholder(value) or _REFERENCE.match(value):
        return False
    if not _IN_A_NAME.isdisjoint(words(value)):
        return False
    return len(value) >= 8 and not re.search(r"\s", value) and any(sign.isdigit() for sign in value)


def _is_itself(found: list[str]) -> bool:
    """Whether the words of a name say a client's secret, and not its name, its version or how it is shown."""
    last = max((at for at, word in enumerate(found) if word == "secret"), default=len(found))
    return says_which([word for word in found[last + 1 :] if word != "client"])


_IN_A_NAME = frozenset({"checkout", "checkoutcom", "cko", "oauth", "secret", "vault"})
_REFERENCE = re.compile(
    r"(?:var|local|data|module|each|random_\w+|aws_\w+|azurerm_\w+|google_\w+|vault_\w+)\.|arn:|\w+://|encrypted:|ENC\["
)
