"""A suppression comment has no effect.

What it does: Reports a suppression comment that does not suppress any finding, that names an unknown rule, or that is misspelt
and therefore ignored. Each rule in the comment is checked separately.

Impact: A suppression that is left behind hides the next finding on that line. One that is misspelt hides nothing.

Example:
```python
API = "https://api.sandbox.checkout.com"  # noqa: CKO201
```

Use instead:

```python
API = "https://api.sandbox.checkout.com"
```

Fix: Safe: removes the rule from the comment, the whole comment if it names no other rule, and the line if nothing else is on it.
Unsafe if the comment is misspelt, or names a rule that is: then something else was meant.

Not reported when: the comment is `# pragma: allowlist secret`, which other tools read too; the code belongs to another tool; or
the rule is switched off.

References:
- <https://docs.python.org/3/library/tokenize.html>

"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from cko_lint.checkout.redaction import redact
from cko_lint.findings import Change, Finding, Location, Remedy, Severity
from cko_lint.rules.report import Rule, nothing

RULE = Rule("CKO002", "unused-suppression", Severity.WARNING)
check = nothing


def unused(location: Location, comment: str, called: str) -> Finding:
    """Returns the finding for a rule that a comment suppresses and that reports nothing there."""
    advice = "remove it; if it is meant for another statement, move it onto that statement or the line above"
    return _finding(location, comment, called, f"unused suppression: {called} is not reported here", advice, True)


def unknown(location: Location, comment: str, called: str, nearest: str | None) -> Finding:
    """Returns the finding for a suppressed rule that does not exist; `nearest` is what was probably meant."""
    advice = f"use `{nearest}`" if nearest else "remove it, or correct it: `cko-lint rule` lists all rules"
    return _finding(location, comment, called, f"suppression of an unknown rule: {called}", advice, nearest is None)


class Fault(Protocol):
    """Why a comment has no effect, and what to do about it."""

    @property
    def reason(self) -> str:
        """What is wrong with it."""

    @property
    def advice(self) -> str:
        """How to write it."""


def without_effect(location: Location, comment: str, called: str, fault: Fault) -> Finding:
    """Returns the finding for a comment that is not understood."""
    return _finding(location, comment, called, f"suppression has no effect: {fault.reason}", fault.advice, False)


def _finding(location: Location, comment: str, called: str, message: str, advice: str, is_safe: bool) -> Finding:
    """Returns the finding; to remove the comment is safe unless something else was meant by it."""
    found = RULE.in_comment(location, message, advice, redact(f"{comment} {called}"))
    return replace(found, remedies=(Remedy(Change.REMOVE_SUPPRESSION, is_safe, (location,)),))
