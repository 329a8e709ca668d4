"""Defects of the Authorization header."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .edits import HERE, SECRET_KEY, SENDER, VERBS, Change, Edit, Source, called, is_authorization, requests


@dataclass(frozen=True)
class Entry:
    """A place that sets the Authorization header: its name, its value, and what takes both away."""

    name: ast.AST
    value: ast.expr
    without: Edit
    is_keyword: bool = False


def entries(source: Source) -> Iterator[Entry]:
    for node in source.nodes:
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if is_authorization(key):
                    yield Entry(key, value, source.drop(key, value))
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            if is_authorization(node.targets[0].slice):
                yield Entry(node.targets[0].slice, node.value, source.replace(node, "pass"))
        elif isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg == "Authorization":
                    yield Entry(keyword, keyword.value, source.drop(keyword), is_keyword=True)
            if called(node) in ("add_header", "add_unredirected_header", "putheader") and is_authorization(
                node.args[0]
            ):
                yield Entry(node.args[0], node.args[1], source.replace(node, "None"))


def header_dropped(source: Source) -> Iterator[Change]:
    """The only place of the file that sets the header is gone: what is sent has none, whichever way it is reached."""
    found = list(entries(source))
    if len(found) == 1:
        yield Change((found[0].without,), "CKO101", SENDER)


def header_not_passed(source: Source) -> Iterator[Change]:
    """A function of `requests` or `httpx` itself has no session that could bring the header: without `headers=` there is none."""
    for node in source.walk(ast.Call):
        if (
            isinstance(node.func, ast.Attribute)
            and source.of(node.func.value) in ("requests", "httpx")
            and called(node) in VERBS
        ):
            for keyword in node.keywords:
                if keyword.arg == "headers":
                    yield Change((source.drop(keyword),), "CKO101", HERE)


def auth_dropped(source: Source) -> Iterator[Change]:
    """The auth object was what set the header: a file that gives a session one, sets no header itself."""
    if any(True for _ in entries(source)):
        return
    for node in source.nodes:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Attribute)
            and node.targets[0].attr == "auth"
        ):
            yield Change((source.replace(node, "pass"),), "CKO101", SENDER)
        elif isinstance(node, ast.keyword) and node.arg == "auth":
            yield Change((source.drop(node),), "CKO101", SENDER)


def header_misspelt(source: Source) -> Iterator[Change]:
    """A misspelt name and no right one beside it."""
    found = list(entries(source))
    if len(found) == 1:
        (entry,) = found
        start, end = source.span(entry.name)
        if entry.is_keyword:
            yield Change((Edit(start, start + len("Authorization"), "Authorisation"),), "CKO102", SENDER)
        else:
            yield Change((Edit(start, end, '"Authorisation"'),), "CKO102", SENDER)


def _bearers(source: Source) -> Iterator[tuple[int, ast.expr]]:
    """Yields where `Bearer ` begins in the value of a header, with the value."""
    for entry in entries(source):
        start, end = source.span(entry.value)
        match = re.search(r"(?<=['\"])Bearer (?=\S)|(?<=['\"])Bearer (?=['\"])", source.text[start:end])
        if match:
            yield start + match.start(), entry.value


def bearer_lost(source: Source) -> Iterator[Change]:
    """The project's platform is set to default, the value is named as a key, and nothing says Bearer before it."""
    for at, value in _bearers(source):
        if "key" in source.of(value).lower():
            yield Change((Edit(at, at + len("Bearer "), ""),), "CKO102", SENDER)


def space_lost(source: Source) -> Iterator[Change]:
    """`Bearer` right before the key is no scheme, whatever the key."""
    for at, _ in _bearers(source):
        yield Change((Edit(at, at + len("Bearer "), "Bearer"),), "CKO102", SENDER)


def bearer_twice(source: Source) -> Iterator[Change]:
    """The key cannot begin with `Bearer`, so one is too many."""
    for at, _ in _bearers(source):
        yield Change((Edit(at, at, "Bearer "),), "CKO102", SENDER)


def other_scheme(source: Source) -> Iterator[Change]:
    """Checkout.com takes no other scheme than Bearer outside of its token endpoint."""
    for at, _ in _bearers(source):
        for scheme in ("Token", "Basic"):
            yield Change((Edit(at, at + len("Bearer"), scheme),), "CKO102", SENDER)


def nothing_after_bearer(source: Source) -> Iterator[Change]:
    """`Bearer ` with nothing behind it is an empty credential; it is the only one of the file."""
    found = list(entries(source))
    if len(found) == 1 and any(True for _ in _bearers(source)):
        yield Change((source.replace(found[0].value, '"Bearer "'),), "CKO103", SENDER)


def key_in_the_query(source: Source) -> Iterator[Change]:
    """A secret key is put into the URL of a request; the header stays."""
    for node in requests(source):
        is_http = "import requests" in source.text or "import httpx" in source.text or "import aiohttp" in source.text
        if is_http and not any(keyword.arg in ("params", None) for keyword in node.keywords):
            yield Change((source.add(node, f'params={{"api_key": {SECRET_KEY}}}'),), "CKO104", SENDER)


def f_forgotten(source: Source) -> Iterator[Change]:
    """The string is sent as it is written, with braces."""
    for entry in entries(source):
        text = source.of(entry.value)
        if re.fullmatch(r"f([\"'])Bearer \{[^{}]*\}\1", text):
            yield Change((source.replace(entry.value, text[1:]),), "CKO102", SENDER)


def key_encoded(source: Source) -> Iterator[Change]:
    """What an f-string makes of bytes begins with `b'`."""
    for entry in entries(source):
        if isinstance(entry.value, ast.JoinedStr) and source.of(entry.value).startswith(('f"Bearer {', "f'Bearer {")):
            field = entry.value.values[-1]
            if isinstance(field, ast.FormattedValue) and isinstance(field.value, (ast.Name, ast.Attribute)):
                yield Change((source.behind(field.value, ".encode()"),), "CKO102", SENDER)
