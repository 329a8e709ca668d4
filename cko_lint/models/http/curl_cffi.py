"""The library `curl_cffi`, whose `requests` is used as that library is."""

from __future__ import annotations

from dataclasses import replace

from cko_lint.models.http.requests import REQUESTS, calls_of

_CURL_CFFI = replace(REQUESTS, name="curl_cffi", truth_is_ok=False)
_NAMES = (
    "curl_cffi.requests.Session",
    "curl_cffi.requests.AsyncSession",
    "curl_cffi.Session",
    "curl_cffi.AsyncSession",
)
CLASSES = dict.fromkeys(_NAMES, _CURL_CFFI)
CALLS = {**calls_of("curl_cffi", _CURL_CFFI, CLASSES), **calls_of("curl_cffi.requests", _CURL_CFFI, CLASSES)}
