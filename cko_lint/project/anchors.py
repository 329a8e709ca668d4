"""Can an outline of this file have an anchor? Bytes in, a yes or no out, for the few files that pass the prefilter.

It costs an import of `re`, and a hundredth of an outline.
"""

from __future__ import annotations

import re

from cko_lint.sources.prefilter import is_anchor, is_key_name

_NAMES = re.compile(rb"[\w.:\x80-\xff]*cko[\w.:\x80-\xff]*")
# Pieces of a host that is put together: `"https://api.checkout." + "com"`, `f"{host}.com"`.
_ENDS_IN_HOST = re.compile(rb"checkout[./]*[\"'{\\]")
_GOES_ON_AS_HOST = re.compile(rb"[\"'}][./]*com(?![\w-])")


def may_hold_anchor(data: bytes) -> bool:
    """Returns whether anything in a Python file may be an anchor; never False where its outline has one."""
    lowered = data.lower()
    if _ENDS_IN_HOST.search(lowered) and _GOES_ON_AS_HOST.search(lowered):
        return True
    dotted = {name.decode("latin-1") for name in _NAMES.findall(lowered)}
    names = dotted.union(*(name.replace(":", ".").split(".") for name in dotted))
    return is_anchor(data) or any(map(is_key_name, names))
