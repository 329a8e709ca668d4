"""Checkout.com's keys for detect-secrets, which has no detector of its own for them.

`detect-secrets scan --plugin` takes the path of this file, which `cko-lint plugin-path` prints. It decides by the same
grammar as cko-lint and never goes to the network. Two of detect-secrets' filters hide keys of Checkout.com and have to be
switched off: `is_potential_uuid`, since a key of the previous platform ends in a UUID, and `is_indirect_reference`.
"""

from __future__ import annotations

from collections.abc import Generator

from detect_secrets.plugins.base import BasePlugin

from cko_lint.checkout.keys import find_encoded, find_keys


class CheckoutComKeyDetector(BasePlugin):
    """Finds secret and public keys of Checkout.com, live and sandbox, of both platforms."""

    secret_type = "Checkout.com API Key"

    def analyze_string(self, string: str) -> Generator[str, None, None]:
        """Yields the keys in a line."""
        for _, key in find_keys(string):
            yield key.text
        for _, _, key in find_encoded(string):
            yield key.text
