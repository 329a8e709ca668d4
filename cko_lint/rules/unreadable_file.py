"""The file cannot be read.

What it does: reports a file that cannot be opened, or one that names Checkout.com and is not text in the encoding that it
declares (PEP 263).

Why it is a 401: it is not, but nothing in this file is checked.

Example:
A file that begins with `# -*- coding: klingon-8 -*-`, or one saved as Latin-1 without saying so.

Use instead:

UTF-8, or the true encoding in the first or second line.

When it is silent: for undecodable files that have nothing to do with Checkout.com.

References:
- <https://peps.python.org/pep-0263/>

"""

from __future__ import annotations

from cko_lint.findings import Severity
from cko_lint.rules.report import Rule, nothing

RULE = Rule("CKO003", "unreadable-file", Severity.ERROR)
check = nothing
