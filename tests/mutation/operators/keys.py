"""Defects of the keys themselves: what they are, and where they stand."""

from __future__ import annotations

import ast
import random
import re
import uuid
from collections.abc import Iterator

from .edits import (
    BUILDER,
    HERE,
    SENDER,
    Change,
    Source,
    called,
    environment_in,
    is_authorization,
    key_reads,
    literal,
    made_up_key,
    values_named,
)


def key_empty(source: Source) -> Iterator[Change]:
    """Every key that the file reads is empty, so there is no execution in which the credential is not."""
    edits = tuple(literal(source, node, "") for node, _ in key_reads(source))
    if edits:
        yield Change(edits, "CKO103", SENDER)


def key_pasted(source: Source) -> Iterator[Change]:
    """A secret key in the source is a finding wherever it stands."""
    for node, name in key_reads(source):
        environment = environment_in(name) or source.environment
        yield Change(
            (literal(source, node, made_up_key("sk_" if environment == "live" else "sk_sbox_")),), "CKO201", HERE
        )


def foreign_key(source: Source) -> Iterator[Change]:
    """No key of Checkout.com begins with `sk_live_`; the program sends what it reads, so this is sent."""
    for node, _ in key_reads(source):
        yield Change((literal(source, node, made_up_key("sk_live_")),), "CKO203", HERE)


def public_key_to_builder(source: Source) -> Iterator[Change]:
    """The builder's `secret_key` is a role of its own, and the variable's name says that it holds a public key."""
    for node in source.walk(ast.Call):
        if called(node) == "secret_key" and len(node.args) == 1:
            text = (
                '__import__("os").environ["CKO_PUBLIC_KEY"]'
                if "import os" not in source.text
                else 'os.environ["CKO_PUBLIC_KEY"]'
            )
            yield Change((source.replace(node.args[0], text),), "CKO203", HERE)


def key_cut(source: Source) -> Iterator[Change]:
    """The program sends what it reads, and no key is as short as this."""
    for node, name in key_reads(source):
        key = made_up_key("sk_" if (environment_in(name) or source.environment) == "live" else "sk_sbox_")
        yield Change((literal(source, node, key[:-7]),), "CKO204", HERE)


def placeholder_left(source: Source) -> Iterator[Change]:
    """What was to be filled in is sent."""
    for node, _ in key_reads(source):
        yield Change((literal(source, node, "YOUR_SECRET_KEY"),), "CKO205", HERE)


def public_key_pasted(source: Source) -> Iterator[Change]:
    """A public key in the source is a note wherever it stands."""
    for node, name in key_reads(source, public=True):
        environment = environment_in(name) or source.environment
        key = made_up_key("pk_" if environment == "live" else "pk_sbox_")
        yield Change((literal(source, node, key),), "CKO202", HERE)


def client_secret_pasted(source: Source) -> Iterator[Change]:
    """The client's secret is a literal where the builder or the token endpoint takes it."""
    for node in values_named(source, "client_secret"):
        yield Change((literal(source, node, made_up_key("")),), "CKO207", HERE)


def key_of_the_other_platform(source: Source) -> Iterator[Change]:
    """`build()` refuses a key of the platform that the builder is not for; the file has one builder."""
    given = [node for node in source.walk(ast.Call) if called(node) == "secret_key" and len(node.args) == 1]
    if len(given) == 1 and source.text.count("builder()") == 1:
        if ".previous()" in source.text:
            key = made_up_key("sk_sbox_")
        else:
            key = f"sk_test_{uuid.UUID(int=random.getrandbits(128), version=4)}"
        yield Change((literal(source, given[0].args[0], key),), "CKO206", BUILDER)


def key_printed(source: Source) -> Iterator[Change]:
    """The variable was given the key in the statement before."""
    reads = {node for node, name in key_reads(source) if "SECRET" in name}
    for node in source.walk(ast.Assign):
        if node.value in reads and isinstance(node.targets[0], ast.Name):
            yield Change((source.behind(node, f"; print({node.targets[0].id})"),), "CKO208", HERE)


def headers_logged(source: Source) -> Iterator[Change]:
    """The headers were built in the statement before, with a variable that is named as a key in them."""
    for node in source.walk(ast.Assign):
        if isinstance(node.value, ast.Dict) and isinstance(node.targets[0], ast.Name):
            held = [v for k, v in zip(node.value.keys, node.value.values, strict=True) if is_authorization(k)]
            if held and re.search(r"(?i)secret_?key", source.of(held[0])):
                text = f"; print({node.targets[0].id})"
                yield Change((source.behind(node, text),), "CKO208", HERE)


def key_shown(source: Source) -> Iterator[Change]:
    """The variable was given the key in the statement before."""
    reads = {node for node, name in key_reads(source) if "SECRET" in name}
    for node in source.walk(ast.Assign):
        if node.value in reads and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            for text in (f'print(f"{{{name}!r}}")', f'print(f"{{{name}=}}")', f"print([{name}])"):
                yield Change((source.behind(node, f"; {text}"),), "CKO208", HERE)


def client_id_sent(source: Source) -> Iterator[Change]:
    """What is sent as the key is the id of an OAuth client."""
    if "checkout_sdk" not in source.whole:
        for node, _ in key_reads(source):
            yield Change((literal(source, node, f"ack_{made_up_key('')[:26]}"),), "CKO203", HERE)


def key_under_the_other_name(source: Source) -> Iterator[Change]:
    """A public key stands under the name of a secret one."""
    reads = {node for node, name in key_reads(source) if "SECRET" in name}
    for node in source.walk(ast.Assign):
        target = node.targets[0]
        if node.value in reads and isinstance(target, ast.Name) and re.search(r"(?i)secret_?key$", target.id):
            prefix = "pk_" if source.environment == "live" else "pk_sbox_"
            yield Change((literal(source, node.value, made_up_key(prefix)),), "CKO203", HERE)
