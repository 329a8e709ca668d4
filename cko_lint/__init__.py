"""A linter for Python code that talks to Checkout.com: finds what will be refused with a 401 before it is sent.

`check` and `check_source` are for programs. They are imported when first used, because the command line, which nearly
never meets Checkout.com, must start without them.
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
