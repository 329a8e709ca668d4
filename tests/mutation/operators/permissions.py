"""Credentials that are not allowed to do what is asked of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .edits import (
    BUILDER,
    HERE,
    SENDER,
    Change,
    Edit,
    Source,
    called,
    environment_in,
    key_reads,
    literal,
    made_up_key,
    values_named,
)

_VERSION_4 = '# /// script\n# dependencies = ["checkout-sdk>=4"]\n# ///\n'


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


def _forms(source: Source) -> Iterator[tuple[ast.keyword, ast.Dict]]:
    """Yields the forms of token requests that are written out in the call, in programs without another vendor's."""
    hosts = re.findall(r"https?://([\w.-]+)", source.whole)
    if hosts and all(host.endswith("checkout.com") for host in hosts):
        for node in source.walk(ast.Call):
            for keyword in node.keywords:
                if keyword.arg == "data" and isinstance(keyword.value, ast.Dict) and "grant_type" in source.of(keyword):
                    yield keyword, keyword.value


def token_requested_with_json(source: Source) -> Iterator[Change]:
    """The token endpoint accepts only a form."""
    for keyword, _ in _forms(source):
        start, _ = source.span(keyword)
        yield Change((Edit(start, start + len("data"), "json"),), "CKO105", SENDER)


def grant_forgotten(source: Source) -> Iterator[Change]:
    """The form is complete but for the field that says what it asks for."""
    for _, form in _forms(source):
        for key, value in zip(form.keys, form.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "grant_type":
                yield Change((source.drop(key, value),), "CKO105", SENDER)


def scopes_not_a_list(source: Source) -> Iterator[Change]:
    """The SDK joins the letters of what is no list."""
    for node in source.walk(ast.Call):
        if called(node) == "scopes" and node.args and isinstance(node.args[0], ast.List):
            yield Change((source.replace(node.args[0], source.of(node.args[0].elts[0])),), "CKO505", HERE)


def scopes_with_a_comma(source: Source) -> Iterator[Change]:
    """Scopes are separated by spaces."""
    for _, form in _forms(source):
        for key, value in zip(form.keys, form.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "scope" and isinstance(value, ast.Constant):
                yield Change((literal(source, value, "gateway,vault"),), "CKO505", HERE)


def subdomain_forgotten(source: Source) -> Iterator[Change]:
    """Version 4 is required now, and it requires a subdomain of everybody."""
    if "checkout-sdk==3" in source.whole:
        return
    for node in source.walk(ast.Call):
        if called(node) == "environment_subdomain" and isinstance(node.func, ast.Attribute):
            drop = source.replace(node, source.of(node.func.value))
            yield Change((Edit(0, 0, _VERSION_4), drop), "CKO308", BUILDER)


def one_prefix(source: Source) -> Iterator[Change]:
    """The builder is used for both environments, and now has the prefix of one of them."""
    if not ("production()" in source.text and "sandbox()" in source.text):
        return
    for node in source.walk(ast.Call):
        if called(node) == "environment_subdomain" and "environ" in source.of(node.args[0]):
            yield Change((literal(source, node.args[0], "vkuhvk4v"),), "CKO309", HERE)


def token_cached_for_good(source: Source) -> Iterator[Change]:
    """The function that fetches the token now keeps it, in a worker that nobody ends."""
    if re.search(r"(?i)expir|ttl|\btime\b|refresh|renew|401", source.text) or "__main__" in source.text:
        return
    hosts = re.findall(r"https?://([\w.-]+)", source.whole)
    if not any(re.match(r"(?:\w+\.)?api\.", host) for host in hosts) or not all("checkout.com" in h for h in hosts):
        return
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and not node.args.args and "/connect/token" in source.whole:
            if any(isinstance(s, ast.Return) and "access_token" in source.of(s) for s in node.body):
                start = source.span(node)[0]
                first = next(source.span(n)[0] for n in source.tree.body if isinstance(n, (ast.Import, ast.ImportFrom)))
                worker = Edit(first, first, "from functools import cache\nfrom celery import shared_task\n")
                yield Change((worker, Edit(start, start, "@cache\n")), "CKO405", HERE)
