"""Can this file concern Checkout.com? Bytes in, a yes or no out.

Nearly every file ends here, so nothing is imported, not even `re`: plain searches find the few places worth a look, and
what stands around each of them decides. `checkout` contains `cko`, so one search covers every name.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing the real one would cost as much as everything else here
if TYPE_CHECKING:
    from collections.abc import Iterator

_LOWER = b"abcdefghijklmnopqrstuvwxyz"
_DIGITS = b"0123456789"
_WORD = _LOWER + _DIGITS
_WORD_ANY_CASE = _WORD + _LOWER.upper() + b"_"
_KEY_BODY = b"abcdefghijklmnopqrstuvwxyz234567"
_KEY_END = _KEY_BODY + b"*#$="
_HEX = b"0123456789abcdef"
_UUID_GROUPS = (8, 4, 4, 4, 12)

# What makes more of the bare word: CHECKOUT_SECRET_KEY, checkout-sdk-python, CheckoutApiException. Not `url` or
# `token`: every shop has a checkout_url.
_TELLING = (
    b"api",
    b"client_id",
    b"client_secret",
    b"dotcom",
    b"key",
    b"oauth",
    b"public",
    b"publishable",
    b"sdk",
    b"secret",
)


_added: list[bytes] = []


def use(words: tuple[str, ...]) -> None:
    """Sets the words that speak of Checkout.com as well, for what follows: hosts and names that settings add."""
    _added[:] = [word.lower().encode("utf-8", "replace") for word in words]


def in_use() -> tuple[bytes, ...]:
    """Returns the words that settings add, in small letters."""
    return tuple(_added)


def has_added_word(lowered: bytes) -> bool:
    """Whether one of the words that settings add stands somewhere, as a whole word."""
    return any(_stands(lowered, at, word) for word in _added for at in _places(lowered, word))


def concerns_checkout(data: bytes) -> bool:
    """Returns whether a file is worth analysing: it names Checkout.com, or has a name or a key as its users have."""
    lowered = data.lower()
    if (_has(lowered, b"cko") and _has_telling_name(lowered)) or (_added and has_added_word(lowered)):
        return True
    return _has_key(data, b"sk_") or _has_key(data, b"pk_")


def names_checkout(data: bytes) -> bool:
    """Returns whether a file certainly speaks of Checkout.com: its host, its SDK, or a key of its form.

    Narrower than `concerns_checkout`: a file that cannot be read or parsed is only worth a finding if this holds.
    """
    lowered = data.lower()
    if any(_is_host(lowered, at) or _is_sdk(lowered, at) for at in _places(lowered, b"checkout")):
        return True
    return any(_is_whole_key(data, at) for needle in (b"sk_", b"pk_") for at in _places(data, needle))


def is_anchor(data: bytes) -> bool:
    """Returns whether something can lead to a request to Checkout.com, or be a key.

    That is its host, also misremembered, its SDK, or the beginning of a key.
    """
    lowered = data.lower()
    says_sandbox = b"sandbox" in lowered
    for at in _places(lowered, b"checkout"):
        if _is_host(lowered, at) or _is_sdk(lowered, at) or (says_sandbox and _is_misremembered(lowered, at)):
            return True
    if _added and has_added_word(lowered):
        return True
    return _has_key(data, b"sk_") or _has_key(data, b"pk_")


def is_key_name(name: str) -> bool:
    """Returns whether a name says that it holds a key or a secret, and that it is one of Checkout.com's."""
    lowered = name.lower()
    if "cko" not in lowered or not ("secret" in lowered or "key" in lowered):
        return False
    if "checkout" not in lowered and not any(word.startswith("cko") for word in lowered.replace("-", "_").split("_")):
        return False
    return "secret" in lowered or "public" in lowered or "publishable" in lowered or lowered.startswith("cko")


def _has_telling_name(lowered: bytes) -> bool:
    says_sandbox = b"sandbox" in lowered
    for at in _places(lowered, b"cko"):
        if at >= 3 and lowered.startswith(b"checkout", at - 3):
            if _is_telling_checkout(lowered, at - 3) or (says_sandbox and _is_misremembered(lowered, at - 3)):
                return True
        elif not _is_one_of(lowered[at - 1 : at] if at else b"", _WORD):
            return True
    return False


def _stands(lowered: bytes, at: int, word: bytes) -> bool:
    around = lowered[at - 1 : at] if at else b"", lowered[at + len(word) : at + len(word) + 1]
    return not any(_is_one_of(byte, _WORD + b"_") for byte in around)


def _is_telling_checkout(lowered: bytes, at: int) -> bool:
    after = lowered[at + 8 : at + 24]
    if after.startswith(b".com"):
        return _is_host(lowered, at)
    if lowered.endswith(b"settings.", 0, at):  # `settings.CHECKOUT["URL"]`
        return True
    name = after.lstrip(b"_-")
    return name.startswith(_TELLING) or (name.startswith(b"com") and not _is_one_of(name[3:4], _LOWER))


def _is_host(lowered: bytes, at: int) -> bool:
    """Whether the label ends in `checkout.com`: `2checkout.com` and `checkout.company` belong to others."""
    if lowered[at + 8 : at + 12] != b".com" or _is_one_of(lowered[at + 12 : at + 13], _WORD):
        return False
    return at == 0 or not _is_one_of(lowered[at - 1 : at], _WORD + b"-")


def _is_misremembered(lowered: bytes, at: int) -> bool:
    """Whether the word is in a host that people take for the API's."""
    return lowered.endswith(b"sandbox.", 0, at) or lowered.startswith(b".sandbox.com", at + 8)


def _is_sdk(lowered: bytes, at: int) -> bool:
    if lowered[at + 8 : at + 12] != b"_sdk" or _is_one_of(lowered[at + 12 : at + 13], _WORD + b"_"):
        return False
    return at == 0 or not _is_one_of(lowered[at - 1 : at], _WORD + b"_")


def _has(data: bytes, needle: bytes) -> bool:
    """Whether some bytes are in others; for three of them, CPython takes half as long from the end as from the beginning."""
    return data.rfind(needle) >= 0


def _has_key(data: bytes, needle: bytes) -> bool:
    if not _has(data, needle):
        return False
    return any(data.startswith(b"sbox_", at + 3) or _is_whole_key(data, at) for at in _places(data, needle))


def _is_whole_key(data: bytes, at: int) -> bool:
    """Whether a key of either platform begins here; `task_` and `gsk_` belong to others."""
    if at and _is_one_of(data[at - 1 : at], _WORD_ANY_CASE):
        return False
    body = at + 3
    if data.startswith((b"sbox_", b"test_"), body):
        body += 5
    return _is_default_body(data, body) or _is_uuid(data, body)


def _is_default_body(data: bytes, at: int) -> bool:
    body, end, after = data[at : at + 26], data[at + 26 : at + 27], data[at + 27 : at + 28]
    return (
        len(body) == 26
        and not body.strip(_KEY_BODY)
        and _is_one_of(end, _KEY_END)
        and not _is_one_of(after, _WORD_ANY_CASE)
    )


def _is_uuid(data: bytes, at: int) -> bool:
    groups = data[at : at + 36].split(b"-")
    return tuple(map(len, groups)) == _UUID_GROUPS and not b"".join(groups).strip(_HEX)


def _is_one_of(byte: bytes, allowed: bytes) -> bool:
    return byte != b"" and byte in allowed


def _places(data: bytes, needle: bytes) -> Iterator[int]:
    at = data.find(needle)
    while at >= 0:
        yield at
        at = data.find(needle, at + 1)
