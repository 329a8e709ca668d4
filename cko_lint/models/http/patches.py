"""What a program replaces of an HTTP library: whether that may add a header to requests, or check their responses."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external
from cko_lint.logic.terms import Term

# What is looked up, connected, encoded, parsed or shown: nothing of it signs a request.
_HARMLESS = frozenset(
    """
    allowed_gai_family complexjson create_connection create_default_context create_urllib3_context debuglevel
    default_user_agent disable_warnings getaddrinfo json jsonlib match_hostname where __repr__ __str__
    """.split()
)
_HARMLESS_PARTS = ("ssl.", "http.server.", "http.cookies.", "http.cookiejar.", "urllib.parse.", "urllib.robotparser.")
_PARTIAL = ("functools.partial", "functools.partialmethod")
_PASSED = frozenset(
    """
    allow_redirects block cert follow_redirects limits max_retries pool_block pool_connections pool_maxsize proxies proxy
    stream timeout trust_env verify
    """.split()
)
"""What a call of an HTTP library may be given without being signed or checked."""


def may_sign_or_check(name: str, value: v.Value) -> bool:
    """Whether what a program puts in the place of something of an HTTP library, by its full name, may sign or check."""
    last = name.rpartition(".")[2]
    if last.isupper() or last in _HARMLESS or name.startswith(_HARMLESS_PARTS):
        return False
    return not all(_is_harmless(alternative.content) for alternative in value)


def _is_harmless(content: Any) -> bool:
    """Whether a content is a plain value, or a function of the library itself with nothing given but timeouts and the like."""
    if content is None or isinstance(content, (str, int, float)):
        return True
    if isinstance(content, v.Partial):
        return isinstance(content.function, v.External) and not content.positional and set(content.keywords) <= _PASSED
    if isinstance(content, Term) and content.kind == "call" and external.external_name(content) in _PARTIAL:
        _, positional, keywords = content.parts
        is_of_library = len(positional) == 1 and isinstance(positional[0], v.External)
        return is_of_library and {keyword for keyword, _ in keywords} <= _PASSED
    return False
