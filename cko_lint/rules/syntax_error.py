"""The file mentions Checkout.com and is not valid Python.

What it does: Reports a file that mentions Checkout.com, its SDK, or one of its keys, and that cannot be parsed as Python. The
run continues with the other files.

Impact: Nothing in this file is checked, so none of its problems are found.

Example:
```python
import requests

reply = requests.get("https://api.sandbox.checkout.com/workflows")
print reply.status_code
```

Use instead:

```python
import os

import requests

reply = requests.get(
    "https://api.sandbox.checkout.com/workflows",
    headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},
)
reply.raise_for_status()
print(reply.status_code)
```

Not reported when: the file does not mention Checkout.com, such as a template of a Python file.

References:
- <https://docs.python.org/3/reference/grammar.html>

"""

from __future__ import annotations

from cko_lint.findings import Finding, Severity
from cko_lint.rules.report import About, Rule, nothing

RULE = Rule("CKO001", "syntax-error", Severity.ERROR, about=About.FILE)
check = nothing


def finding(path: str, line: int, column: int, reason: str) -> Finding:
    """Returns the finding for a file that cannot be parsed; the position is that of the parser's complaint, 1-based."""
    advice = "fix the syntax error, or exclude the file with `--extend-exclude`"
    return RULE.at_line(path, f"cannot parse this file: {reason}", advice, "", line, column)
