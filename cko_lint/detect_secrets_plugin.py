"""Checkout.com's keys for detect-secrets, which has no detector of its own for them.

`detect-secrets scan --plugin` takes the path of this file, which `cko-lint plugin-path` prints, or of a file in a
repository that imports it, which `cko-lint plugin-path --shim` writes. It decides by the same grammar as cko-lint and never
goes to the network. Two of detect-secrets' filters hide keys of Checkout.com and have to be switched off:
`is_potential_uuid`, since a key of the previous platform ends in a UUID, and `is_indirect_reference`.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

from detect_secrets.plugins.base import BasePlugin
from detect_secrets.settings import get_settings

from cko_lint.checkout.keys import find_encoded, find_keys

_FILE = "file://"


class CheckoutComKeyDetector(BasePlugin):
    """Finds secret and public keys of Checkout.com, live and sandbox, of both platforms."""

    secret_type = "Checkout.com API Key"

    def analyze_string(self, string: str) -> Generator[str, None, None]:
        """Yields the keys in a line."""
        for _, key in find_keys(string):
            yield key.text
        for _, _, key in find_encoded(string):
            yield key.text

    def json(self) -> dict[str, Any]:
        """Returns what a baseline says of this plugin, with a path that is relative to the current folder.

        detect-secrets would write an absolute path (`parse_args` in its `core/usage/plugins.py`): where the baseline is
        committed, its hook finds no such file on another machine, prints an error and succeeds. What a plugin says of itself
        replaces that (`Settings.json`), and detect-secrets finds a relative path as well.
        """
        path = get_settings().plugins.get(type(self).__name__, {}).get("path")
        return super().json() if path is None else {**super().json(), "path": _relative(path)}


def _relative(path: str) -> str:
    """Returns the path of a file below the current folder relative to it, and another one as it is; both with `file://`."""
    here = os.path.join(os.getcwd(), "")
    below = path.removeprefix(_FILE + here)
    return path if below == path else _FILE + below.replace(os.sep, "/")
