"""The file cannot be read or decoded.

What it does: Reports a file that cannot be opened, or that mentions Checkout.com and is not text in the encoding that it
declares (PEP 263).

Impact: Nothing in this file is checked, so none of its problems are found.

Example:
A file that begins with `# -*- coding: klingon-8 -*-`, or a file saved as Latin-1 that does not declare it.

Use instead:

UTF-8, or the encoding of the file, declared in its first or second line.

Not reported when: the file cannot be decoded, and does not mention Checkout.com.

References:
- <https://peps.python.org/pep-0263/>

"""

from __future__ import annotations

from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import About, Rule, nothing

RULE = Rule("CKO003", "unreadable-file", Severity.ERROR, about=About.FILE)
check = nothing


def unopened(path: str, reason: str) -> Finding:
    """Returns the finding for a file that the operating system does not let us read."""
    advice = "give cko-lint permission to read the file, or exclude it with `--extend-exclude`"
    return RULE.at_line(path, f"cannot read this file: {reason}", advice, "")


def undecodable(path: str, reason: str) -> Finding:
    """Returns the finding for a file whose bytes are not text in the encoding that it declares."""
    advice = "save the file as UTF-8, or declare its encoding in the first line"
    return RULE.at_line(path, f"cannot decode this file: {reason}", advice, "")
