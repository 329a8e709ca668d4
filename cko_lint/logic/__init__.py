"""Logic: terms, the domains that tests leave a value, and conditions. It knows nothing of Python's syntax or of libraries."""

from __future__ import annotations
