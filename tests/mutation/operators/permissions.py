"""Credentials that are not allowed to do what is asked of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .edits import HERE, SENDER, Change, Source, called, environment_in, key_reads, literal, made_up_key, values_named


def public_key_sent(source: Source) -> Iterator[Change]:
    """What the program sends in its header is a public key, and none of its endpoints takes one."""
    if "checkout_sdk" not in source.whole and "/tokens" not in source.whole:
        for node, name in key_reads(source):
            environment = environment_in(name) or source.environment
            key = made_up_key("pk_" if environment == "live" else "pk_sbox_")
            yield Change((literal(source, node, key),), "CKO501", SENDER)


def secret_key_for_tokens(source: Source) -> Iterator[Change]:
    """The public key of a program that uses it to make tokens is a secret one."""
    if "checkout_sdk" not in source.whole and '/tokens"' in source.text:
        for node, _ in key_reads(source, public=True):
            key = made_up_key("sk_" if source.environment == "live" else "sk_sbox_")
            yield Change((literal(source, node, key),), "CKO502", SENDER)


def scope_of_something_else(source: Source) -> Iterator[Change]:
    """The scope that the client asks for is that of reports, and it does not read reports."""
    if "/reports" in source.whole or ".reports." in source.whole:
        return
    for node in source.walk(ast.Call):
        if called(node) == "scopes" and len(node.args) == 1:
            yield Change((source.replace(node.args[0], '["reports:view"]'),), "CKO503", SENDER)
    for node in values_named(source, "scope"):
        yield Change((literal(source, node, "reports:view"),), "CKO503", SENDER)


def endpoint_for_oauth_only(source: Source) -> Iterator[Change]:
    """The program's client has static keys, and the SDK has no call of this kind for them."""
    for node in source.walk(ast.Call):
        function = node.func
        if called(node) == "request_payment" and isinstance(function, ast.Attribute) and "secret_key" in source.whole:
            if isinstance(function.value, ast.Attribute) and function.value.attr == "payments" and node.args:
                text = f"{source.of(function.value.value)}.forex.request_quote({source.of(node.args[0])})"
                yield Change((source.replace(node, text),), "CKO504", HERE)
