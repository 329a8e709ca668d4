"""Can this file have an anchor that is Checkout.com's? Bytes in, a yes or no out, for the few files that pass the prefilter.

It costs an import of `re`, and a hundredth of an outline.
"""

from __future__ import annotations

import re

from cko_lint.sources.prefilter import is_anchor, is_key_name

_IN_NAMES = bytes(byte for byte in range(256) if byte >= 0x80 or chr(byte).isalnum() or chr(byte) in "_.:")
_REST_OF_NAME = re.compile(rb"[\w.:\x80-\xff]*")
# Pieces of a host that is put together: `"https://api.checkout." + "com"`, `f"{host}.com"`.
_ENDS_IN_HOST = re.compile(rb"checkout[./]*[\"'{\\]")
_OF_COMPANY = re.compile(rb"\b(?:CHECKOUT|(?i:checkout_?com|cko))\b")
_BEGINS_HOST = re.compile(rb"(?i)https?://(?:[\w-]+\.)*[\"'{%]")
_GOES_ON_AS_HOST = re.compile(rb"[\"'}][./]*com(?![\w-])")


def is_of_checkout(data: bytes) -> bool:
    """Returns whether an anchor in a Python file can only be Checkout.com's.

    Every shop has a checkout, and may have a `checkout_client_secret` of another provider: a project in which nothing but such
    names is found has no anchor. `CHECKOUT_SECRET_KEY`, as settings have it, and whatever has the word `cko` in it is one.
    """
    return is_anchor(data) or _has_pieces_of_host(data) or any(map(_is_own_key_name, _names(data)))


def _has_pieces_of_host(data: bytes) -> bool:
    lowered = data.lower()
    if _BEGINS_HOST.search(data) is not None and _OF_COMPANY.search(data) is not None:  # of a member of an enumeration
        return True
    return _ENDS_IN_HOST.search(lowered) is not None and _GOES_ON_AS_HOST.search(lowered) is not None


def _names(data: bytes) -> set[str]:
    """Returns the names with `cko` in them, and the parts of dotted ones."""
    dotted: set[str] = set()
    lowered, end = data.lower(), 0
    while (at := lowered.find(b"cko", end)) >= 0:
        start = end + len(data[end:at].rstrip(_IN_NAMES))
        match = _REST_OF_NAME.match(data, at)
        end = match.end() if match is not None else at + 1
        dotted.add(data[start:end].decode("latin-1"))
    return dotted.union(*(name.replace(":", ".").split(".") for name in dotted))


def _is_own_key_name(name: str) -> bool:
    words = re.split(r"[\W_]+", name.lower())
    is_setting = name.isupper() and "KEY" in name
    return is_key_name(name) and (is_setting or any(word.startswith(("cko", "checkoutcom")) for word in words))
