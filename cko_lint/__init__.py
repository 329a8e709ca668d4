"""A linter for Python code that calls Checkout.com: finds mistakes that the API answers with 401 Unauthorized.

`check` and `check_source` are the Python API. They are imported on first use: most runs of the command line end without
them, and must start fast.
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["__version__", "check", "check_source"]

TYPE_CHECKING = False  # importing the real one would cost more than the package
if TYPE_CHECKING:
    from cko_lint.run import check, check_source


def __getattr__(name: str) -> object:
    if name in ("check", "check_source"):
        from cko_lint import run

        return getattr(run, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
