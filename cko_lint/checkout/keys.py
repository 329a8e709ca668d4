"""The grammar of Checkout.com's API keys.

The formats are those that Checkout.com's own SDKs test for (checkout-sdk-python, `default_sdk.py` and
`previous/previous_sdk.py`). There is no `live` in any key: a live key is told from a sandbox one by the absence of
`sbox_` or `test_`. The check symbol is an observation on published samples, documented nowhere.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass

SANDBOX = "sandbox"
LIVE = "live"
SECRET = "secret"
PUBLIC = "public"
DEFAULT = "default"
PREVIOUS = "previous"
CLIENT_ID, CLIENT_SECRET = "client id", "client secret"
"""The two parts of the credentials of an OAuth client."""
OAUTH = "oauth"
"""What a credential, or an SDK client, is that has no key: a token of the OAuth flow."""

_DEFAULT_BODY = r"[a-z2-7]{26}[a-z2-7*#$=]"
_PREVIOUS_BODY = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
# A key may end in * # $ or =, so a word boundary on the right is wrong; on the left gsk_, task_ and mdb_sa_sk_ are others'.
# A dash on the right would make a longer identifier of somebody else's out of a UUID.
_KEY = re.compile(
    rf"(?<![A-Za-z0-9_])(?P<kind>[sp])k_(?:(?P<default_sandbox>sbox_)?(?P<default>{_DEFAULT_BODY})"
    rf"|(?P<previous_sandbox>test_)?(?P<previous>{_PREVIOUS_BODY})(?!-))(?![A-Za-z0-9_])"
)
_CHECK_SYMBOLS = "abcdefghijklmnopqrstuvwxyz234567*#$="
_UNKNOWN_RESIDUE = 36
_BASE_32 = re.compile("[a-z2-7]{26}")
_DIGITS = str.maketrans("abcdefghijklmnopqrstuvwxyz234567", "0123456789abcdefghijklmnopqrstuv")

# Prefixes that people invent or bring along from another vendor; no Checkout.com key has one of them.
_FOREIGN_PREFIX = re.compile(
    r"(?:[sp]k_(?:live|prod|production|sandbox|sb|sandbx)_|(?:sbox|test|live|sandbox)_[sp]k_|[sp]k-(?:sbox|test|live)[-_])"
    r"[A-Za-z0-9]",
)
_CHECKOUT_PREFIX = re.compile(r"[sp]k_(?:sbox_|test_)?")
_PLACEHOLDER = re.compile(
    r"your|changeme|change_me|change-me|placeholder|example|dummy|replace|insert|todo|fixme|<[^>]*>|\.\.\.|…|\*{4,}|(.)\1{7,}"
    r"|secret_key|public_key|api_key|my_?key|xxxx|(?<![a-z0-9])x{3}(?![a-z0-9])",
    re.IGNORECASE,
)


# What begins as a key does, in base64, and with its underscores percent-encoded.
BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])(?:c2tf|cGtf)[A-Za-z0-9+/_-]{28,80}={0,2}(?![A-Za-z0-9+/=_-])")
PERCENT = re.compile(r"(?<![\w%-])[sp]k%5[fF](?:(?:sbox|test)%5[fF])?[a-z0-9-]{20,40}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Key:
    """A key as its text tells it: kind, environment and platform."""

    text: str
    kind: str
    environment: str
    platform: str

    @property
    def check(self) -> bool | None:
        """Whether the check symbol fits: True proves a real key; None where a key has none or the symbol is unknown."""
        if self.platform != DEFAULT:
            return None
        return _check_fits(self.text[-27:])

    @property
    def is_certainly_live(self) -> bool:
        """Whether this is a live key, and a real one."""
        return self.environment == LIVE and self.check is True

    @property
    def looks_made_up(self) -> bool:
        """Whether the body is so uniform that it was never given out, such as 27 times the same letter."""
        body = self.text.rsplit("_", 1)[1].replace("-", "")
        return len(set(body)) < 6

    def __str__(self) -> str:
        return shorten(self.text)


def find_keys(text: str) -> Iterator[tuple[int, Key]]:
    """Yields every key in a text with the index of its first character; keys of other vendors are none."""
    for match in _KEY.finditer(text):
        key = _key(match)
        if not key.looks_made_up:
            yield match.start(), key


def find_encoded(text: str) -> Iterator[tuple[int, int, Key]]:
    """Yields every key that a text holds in base64 or percent-encoded, with where it begins and how long it is there.

    Such is the value of a Basic header, which encodes `key:`, and an entry of a Kubernetes Secret.
    """
    if "c2tf" in text or "cGtf" in text:
        for match in BASE64.finditer(text):
            try:
                decoded = base64.b64decode(match[0] + "=" * (-len(match[0]) % 4), altchars=b"-_").decode("ascii")
            except ValueError:
                continue
            key = parse_key(decoded.removesuffix(":").strip())
            if key is not None:
                yield match.start(), len(match[0]), key
    if "k%5" in text:
        for match in PERCENT.finditer(text):
            key = parse_key(re.sub("%5[fF]", "_", match[0]))
            if key is not None:
                yield match.start(), len(match[0]), key


def parse_key(text: str) -> Key | None:
    """Returns the key that the whole of a text is, or None."""
    match = _KEY.fullmatch(text)
    if match is None:
        return None
    key = _key(match)
    return None if key.looks_made_up else key


def foreign_prefix(text: str) -> str | None:
    """Returns the prefix of a would-be key that no Checkout.com key has (`sk_live_`), or None."""
    match = _FOREIGN_PREFIX.match(text)
    if match:
        return match[0][:-1]
    upper = re.match(r"[SP]K_(?:SBOX_|TEST_)?(?=[A-Z2-7])", text)
    return upper[0] if upper else None


def kind_of_prefix(text: str) -> str | None:
    """Returns `secret` or `public` for a text that begins as a Checkout.com key does."""
    match = _CHECKOUT_PREFIX.match(text)
    if not match:
        return None
    return SECRET if text[0] == "s" else PUBLIC


def environment_of_prefix(prefix: str) -> str | None:
    """Returns `sandbox` where a prefix proves it; `sk_` alone proves nothing, since every key begins with it."""
    if re.match(r"(?:[sp]k_)?(?:sbox|test)", prefix):
        return SANDBOX
    return None


def is_placeholder(text: str) -> bool:
    """Whether a text in a credential's place is a placeholder that somebody was to replace."""
    match = _KEY.fullmatch(text)
    if match:
        return _key(match).looks_made_up
    return bool(_PLACEHOLDER.search(text))


def is_stub(text: str) -> bool:
    """Whether a would-be key has so few characters after its prefix (`sk_sbox_fake`) that none were lost in copying.

    Tests are full of such texts where no key is ever sent.
    """
    prefix = re.match(r"(?i)(?:[a-z]+[_-]){1,2}", text.strip())
    return prefix is not None and len(text.strip()) - len(prefix[0]) < _LONGEST_STUB


_LONGEST_STUB = 20


def is_made_up_secret(text: str) -> bool:
    """Whether an OAuth client secret is no real one: a placeholder, or a few words such as `fake_secret`."""
    return is_placeholder(text) or (len(text) <= 32 and _WORDS_OF_A_SECRET.search(text) is not None)


_WORDS_OF_A_SECRET = re.compile(
    r"(?<![a-z])(?:client|dev|fake|mock|sample|secret|stub|test|testing)(?![a-z])", re.IGNORECASE
)


def shorten(text: str) -> str:
    """Returns what may be shown of a key: its prefix and its last two characters."""
    match = re.match(r"(?i)[sp]k[_-](?:(?:sbox|test|live|prod|sandbox)[_-])?", text)
    prefix = match[0] if match else ""
    return f"{prefix}…{text[-2:]}" if len(text) > len(prefix) + 8 else f"{prefix}…"


def _key(match: re.Match[str]) -> Key:
    platform = DEFAULT if match["default"] else PREVIOUS
    sandbox = match["default_sandbox"] or match["previous_sandbox"]
    return Key(match[0], SECRET if match["kind"] == "s" else PUBLIC, SANDBOX if sandbox else LIVE, platform)


def _check_fits(body: str) -> bool | None:
    if body[25] not in "aeimquy4" or _BASE_32.fullmatch(body, 0, 26) is None:
        return False
    # 26 characters are 130 bits, of which the last two are none of the 16 bytes; `base64` would take three times as long.
    data = (int(body[:26].translate(_DIGITS), 32) >> 2).to_bytes(16, "big")
    residue = int.from_bytes(data, "little") % 37
    return None if residue == _UNKNOWN_RESIDUE else _CHECK_SYMBOLS[residue] == body[26]
