"""What to do about a secret that is written out, in terms that fit the file it is in."""

from __future__ import annotations

from cko_lint.facts import Place
from cko_lint.sources.kinds import NOTEBOOK, OPEN, PYTHON, is_prose, kind_of

_STDIN = "<stdin>"


def keep_out(place: Place, variable: str) -> str:
    """Returns how to keep a secret out of the file that a place is in; Python reads it from an environment variable."""
    path = place.spot().location.path
    name = path[path.rfind("/") + 1 :]
    if path == _STDIN or kind_of(path) in (PYTHON, NOTEBOOK):
        return f'read it with `os.environ["{variable}"]`'
    if is_prose(path):
        return "replace it with a placeholder"
    if name.startswith(".env"):
        return "keep it in a secret store, or in a file that git ignores"
    if kind_of(path) == OPEN:
        return "read it from an environment variable"
    return "keep it in a secret store"


def keep_secret(place: Place, variable: str, renewal: str) -> str:
    """Returns the same for a secret that has to be renewed once others may have read it."""
    return f"{keep_out(place, variable)}; if it was ever committed or shared, {renewal} in the Dashboard"
