"""What a library's call sends, before anything is known of it."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary


class Message:
    """What a library's call sends: everything a request is made of, as values."""

    def __init__(self, library: HttpLibrary, method: v.Value, url: v.Value) -> None:
        self.library = library
        self.method = method
        self.url = url
        self.base: v.Value | None = None
        self.headers: list[v.Value] = []
        self.auth: list[v.Value] = []
        self.hooks: list[v.Value] = []
        self.answer_hooks: list[v.Value] = []
        self.query: list[v.Value] = []
        self.elsewhere: list[v.Value] = []
        self.form: v.Value | None = None
        self.json: v.Value | None = None
        self.has_unseen_body = False
        self.insecure: str | None = None
        self.is_secured = False
        self.retries: list[Any] = []
        self.unseen = False
        self.custom = False
        self.raises_for_status: v.Value | None = None
