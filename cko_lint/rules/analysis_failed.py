"""cko-lint itself failed while it analysed the file.

What it does: Reports a file on which cko-lint crashed. The run continues with the other files and exits with 2. This is a bug
in cko-lint: please report it.

Impact: This file was not checked completely, so problems in it may go unreported.

Example:
There is none: please report a program that triggers it.

Use instead:

Nothing: the file does not have to be changed.

Not reported when: the analysis completes.

References:
- the issue tracker of this project

"""

from __future__ import annotations

from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import About, Rule, nothing

RULE = Rule("CKO004", "analysis-failed", Severity.ERROR, about=About.FILE)
check = nothing


def finding(path: str, error: BaseException) -> Finding:
    """Returns the finding for a file on which the analysis raised an error, whose text may hold a key."""
    name = type(error).__name__
    message = f"cko-lint crashed while it analysed this file (`{name}`)"
    return RULE.at_line(path, message, "report this as a bug in cko-lint, with the file if possible", name)
