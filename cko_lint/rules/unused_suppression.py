"""A comment silences nothing.

What it does: reports a suppression comment that silences no finding, names a code that does not exist, or is misspelt so
that it has no effect. Each code is judged alone.

Why it matters: a comment that outlives its finding hides the next one.

Example:
```python
API = "https://api.sandbox.checkout.com"  # noqa: CKO201
```

Use instead:

```python
API = "https://api.sandbox.checkout.com"
```

When it is silent: for `# pragma: allowlist secret`, which other tools read too, for the codes of other tools, and for rules
that are switched off.

References:
- <https://docs.python.org/3/library/tokenize.html>

"""

from __future__ import annotations

from cko_lint.findings import Severity
from cko_lint.rules.report import Rule, nothing

RULE = Rule("CKO002", "unused-suppression", Severity.WARNING)
check = nothing
