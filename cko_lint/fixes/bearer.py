"""How the value of the header is written: `f"Bearer {key}"`."""

from __future__ import annotations

from cko_lint.fixes.module_text import ModuleText


def inner_quote(module: ModuleText) -> str:
    """Returns the quotation mark for what stands inside of a text."""
    return '"' if module.quote == "'" else "'"


def value(module: ModuleText, expression: str) -> str:
    """Returns the header's value with an expression for the key; before Python 3.12, an f-string must not hold its own quotes."""
    outer, inner = module.quote, inner_quote(module)
    if outer in expression and inner not in expression:
        expression = expression.replace(outer, inner)
    if outer in expression or "\\" in expression or "\n" in expression or expression.startswith("{"):
        return f"{outer}Bearer {outer} + {expression}"
    return f"f{outer}Bearer {{{expression}}}{outer}"
