"""What an HTTP library states of itself, so that what all have in common can be said once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HttpLibrary:
    """An HTTP library. Positions count from 0; -1 is for what is only passed by name."""

    name: str
    status_errors: frozenset[str] = frozenset({"HTTPError", "URLError", "OSError", "IOError", "EnvironmentError"})
    """The classes by which the error of a refused request can be caught."""
    headers_at: int = -1
    """Where `request(method, url, …)` takes its headers."""
    newer_headers_at: int = -1
    """Where newer versions of it take them, if they have another place."""
    data_behind_url: bool = False
    """Whether the form may be passed right behind the URL."""
    base_url_at: int = -1
    """Where the class of a session takes its base URL."""
    session_headers_at: int = -1
    """Where the class of a session takes its headers."""
    prepared_headers_at: int = -1
    """Where the class of a prepared request takes its headers."""
    replaces_headers: bool = False
    """Whether a call that brings headers sends none of its session's."""
    completes_prepared: bool = False
    """Whether a session adds what it has to a prepared request that it sends."""
    has_raise_for_status: bool = False
    """Whether a response has `raise_for_status()`."""
    truth_is_ok: bool = False
    """Whether a response is only true if its status is below 400."""
    checks_itself: bool = False
    """Whether the library reports a refused request by itself."""
    text_is_method: bool = False
    """Whether the text of a response is fetched by a call."""
