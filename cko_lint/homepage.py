"""Where the project is published, if it is: a link that leads nowhere is worse than none.

`python tools/address.py` writes both addresses, and those in the metadata, on the pages, and in the templates.
"""

from __future__ import annotations

HOMEPAGE = ""
"""The address of the repository, without a `/` at its end; empty as long as it is not published."""
RULE_PAGE = ""
"""The address of a rule's page, with `{name}`, or `{code}` in lower case, where these stand; empty if there is none."""


def page_of_rule(code: str, name: str) -> str | None:
    """Returns the URL of the page about a rule; None if it is not published."""
    return RULE_PAGE.format(code=code.lower(), name=name) if RULE_PAGE else None


def more_about(code: str, name: str) -> str:
    """Returns where to read more about a rule: the URL of its page, or else the command that prints it."""
    return page_of_rule(code, name) or f"`cko-lint rule {code}`"


def linked(code: str, name: str) -> str:
    """Returns the code of a rule as a link to its page, for terminals that have links; without a page, the code.

    The escape sequence: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
    """
    page = page_of_rule(code, name)
    return code if page is None else f"\x1b]8;;{page}\x1b\\{code}\x1b]8;;\x1b\\"
