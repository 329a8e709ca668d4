"""What a file is for, by its name: a test, or something that only shows how a thing is done."""

from __future__ import annotations

import re

_TEST = re.compile(r"(^|/)(tests?/|test_[^/]*$|(tests?|conftest)\.pyi?$)|_test\.pyi?$")
_TEMPLATE = re.compile(
    r"(^|[/._-])(example|sample|dist|template|tmpl|tpl|default|defaults|schema|test|tests|testing|ci)([/._-]|$)|(^|/)\.github/",
    re.IGNORECASE,
)
_SHOWING = re.compile(r"(^|/)(docs?|examples?|templates?|(code[_-])?(samples?|snippets?))/", re.IGNORECASE)


def is_test(path: str) -> bool:
    """Whether a path, with `/` between its parts, is that of a test; of a bare file name, what the name alone says."""
    return _TEST.search(path) is not None


def is_template(path: str) -> bool:
    """Whether a path is that of a file that somebody copies and fills in, or that a CI fills with stand-ins."""
    return is_showing(path) or _TEMPLATE.search(path) is not None


def is_showing(path: str) -> bool:
    """Whether a path is that of documentation, an example or a template, where placeholders are meant."""
    return _SHOWING.search(path) is not None
