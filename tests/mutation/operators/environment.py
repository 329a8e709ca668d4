"""Sandbox and live mixed up, in keys, hosts and clients."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .edits import (
    BUILDER,
    HERE,
    LIVE_HOST,
    SANDBOX_HOST,
    SENDER,
    Change,
    Edit,
    Source,
    called,
    environment_in,
    key_reads,
    literal,
    made_up_key,
    requests,
)

_HOST = re.compile(r"(?<![\w.-])api\.(?:sandbox\.)?checkout\.com")


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
        if isinstance(node.value, str) and _HOST.search(node.value):
            start, end = source.span(node)
            match = _HOST.search(source.text[start:end])
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


def name_of_the_other(source: Source) -> Iterator[Change]:
    """The variable, or the key of the dictionary, that holds the URL says the environment that it was."""
    named = [(n.targets[0], n.value) for n in source.walk(ast.Assign)]
    named += [(n.target, n.value) for n in source.walk(ast.AnnAssign) if n.value is not None]
    for node in source.walk(ast.Dict):
        named += [(key, value) for key, value in zip(node.keys, node.values, strict=True) if key is not None]
    for target, value in named:
        name = target.value if isinstance(target, ast.Constant) else source.of(target)
        if isinstance(value, ast.Constant) and isinstance(name, str):
            found = _HOST.search(source.of(value))
            if found and environment_in(name) == ("sandbox" if found[0] == SANDBOX_HOST else "live"):
                at = source.span(value)[0] + found.start()
                other = LIVE_HOST if found[0] == SANDBOX_HOST else SANDBOX_HOST
                yield Change((Edit(at, at + len(found[0]), other),), "CKO303", HERE)


def token_host_swapped(source: Source) -> Iterator[Change]:
    """The only API host of the program is of the environment that the token was fetched in, until it was swapped."""
    if {LIVE_HOST, SANDBOX_HOST} <= {m[0] for m in _HOST.finditer(source.whole)}:
        return
    for node in source.walk(ast.Constant):
        found = re.search(r"\baccess\.(sandbox\.)?checkout\.com", source.of(node))
        if isinstance(node.value, str) and found and _HOST.search(source.whole):
            at = source.span(node)[0] + found.start()
            other = "access.checkout.com" if found[1] else "access.sandbox.checkout.com"
            yield Change((Edit(at, at + len(found[0]), other),), "CKO304", SENDER)


def certificate_unchecked(source: Source) -> Iterator[Change]:
    """The request carries a credential, and is sent to whoever answers."""
    for node in requests(source):
        if isinstance(node.func, ast.Attribute) and source.of(node.func.value) == "requests":
            yield Change((source.add(node, "verify=False"),), "CKO305", SENDER)


def unencrypted(source: Source) -> Iterator[Change]:
    """The URL's scheme is no longer https, and every request of the program carries a credential."""
    for at, _ in _hosts(source):
        if source.text[:at].endswith("https://"):
            yield Change((Edit(at - 8, at, "http://"),), "CKO305", SENDER)


def host_misremembered(source: Source) -> Iterator[Change]:
    """No API of Checkout.com answers there."""
    for at, host in _hosts(source):
        if host == SANDBOX_HOST:
            for other in (
                "sandbox.api.checkout.com", "api-sandbox.checkout.com", "api.checkout.sandbox.com", "api.sanbox.checkout.com"
            ):  # fmt: skip
                yield Change((Edit(at, at + len(host), other),), "CKO306", SENDER)
        else:
            yield Change((Edit(at, at + len(host), "api.live.checkout.com"),), "CKO306", SENDER)


def subdomain_first(source: Source) -> Iterator[Change]:
    """The versions that the project allows keep the sandbox host when the environment comes second."""
    for node in source.walk(ast.Call):
        inner = node.func.value if isinstance(node.func, ast.Attribute) else None
        if called(node) == "environment_subdomain" and isinstance(inner, ast.Call) and called(inner) == "environment":
            if "production" in source.of(inner.args[0]) and isinstance(inner.func, ast.Attribute):
                before, subdomain = source.of(inner.func.value), source.of(node.args[0])
                text = f"{before}.environment_subdomain({subdomain}).environment({source.of(inner.args[0])})"
                yield Change((source.replace(node, text),), "CKO307", BUILDER)
