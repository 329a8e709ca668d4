"""The file names Checkout.com and is not Python.

What it does: reports a file that names Checkout.com, its SDK, or a key of its form, and that cannot be parsed. The run goes
on with the other files.

Why it is a 401: it is not, but nothing in this file is checked, so none of its 401s is found.

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

When it is silent: for files that have nothing to do with Checkout.com, such as templates of other projects.

References:
- <https://docs.python.org/3/reference/grammar.html>

"""

from __future__ import annotations

from cko_lint.findings import Severity
from cko_lint.rules.report import Rule, nothing

RULE = Rule("CKO001", "syntax-error", Severity.ERROR)
check = nothing
