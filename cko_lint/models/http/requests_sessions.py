"""Sessions of other packages that are those of `requests`: caches, limits, base URLs, browsers that are imitated."""

from __future__ import annotations

from typing import Any

from cko_lint.models.http import sessions
from cko_lint.models.http.requests import REQUESTS

CLASSES = dict.fromkeys(
    (
        "requests_cache.CachedSession", "requests_cache.session.CachedSession", "requests_html.HTMLSession",
        "requests_ratelimiter.LimiterSession", "requests_toolbelt.sessions.BaseUrlSession", "cloudscraper.CloudScraper",
        "requests_unixsocket.Session", "requests_pkcs12.Session", "pip._vendor.requests.Session",
        "urllib3_future.contrib.requests.Session",
    ),
    REQUESTS,
)  # fmt: skip
CALLS: dict[str, Any] = {
    **{name: sessions.construct(library) for name, library in CLASSES.items()},
    "cloudscraper.create_scraper": sessions.construct(REQUESTS),
    "requests_toolbelt.sessions.BaseUrlSession": sessions.construct(REQUESTS),
}
