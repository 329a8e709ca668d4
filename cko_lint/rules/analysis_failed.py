"""The analyser itself failed on the file.

What it does: reports a file on which cko-lint failed. The run goes on and exits with 2. It is a bug of cko-lint: please
report it.

Why it is a 401: it is not, but what was not analysed is not checked.

Example:
None: a program that shows it is a bug report.

Use instead:

Nothing: the file need not change.

When it is silent: always, if all goes well.

References:
- the project's issue tracker

"""

from __future__ import annotations

from cko_lint.findings import Severity
from cko_lint.rules.report import Rule, nothing

RULE = Rule("CKO004", "analysis-failed", Severity.ERROR)
check = nothing
