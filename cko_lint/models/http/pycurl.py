"""The library `pycurl`: a handle is given options, performs the request that they make up, and is asked for its status."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.message import Message
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.interpreter.strings import parts_of, text_of_parts
from cko_lint.models.http.exchange import send
from cko_lint.models.http.responses import Response
from cko_lint.models.observed import Observed

_PYCURL = HttpLibrary("pycurl", status_errors=frozenset({"error"}))
_BODIES = ("POSTFIELDS", "COPYPOSTFIELDS", "READDATA", "READFUNCTION", "HTTPPOST")
_SIGNING = ("USERPWD", "USERNAME", "XOAUTH2_BEARER", "NETRC", "NETRC_FILE", "HTTPAUTH", "SSLCERT")
_STATUSES = ("RESPONSE_CODE", "HTTP_CODE")
_METHODS = {"NOBODY": "HEAD", "UPLOAD": "PUT", "PUT": "PUT", "POST": "POST"}
_PERFORMING = ("perform", "perform_rb", "perform_rs")


class Curl(v.LibraryObject):
    """A handle: its options, by their names, and the response to its last request."""

    __slots__ = ("observed", "options", "response")

    def __init__(self, observed: Observed, options: v.Mapping) -> None:
        self.observed = observed
        self.options = options
        self.response: Response | None = None

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """The constants of the module are attributes of a handle, too."""
        return v.only(v.External(f"pycurl.{name}")) if name.isupper() else None

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Sets an option, sends the request, or tells how that went."""
        if name in ("setopt", "setopt_string", "unsetopt"):
            self._set(engine, call, is_set=name != "unsetopt")
        elif name == "reset":
            self.options = engine.new(v.Mapping())
        elif name in _PERFORMING:
            return self._perform(engine, call)
        elif name in ("getinfo", "getinfo_raw"):
            return self._info(engine, call)
        return v.NONE

    def escape(self, engine: Engine, reason: str) -> None:
        """Others may have set options, and may ask for the status."""
        engine.open(self.options)
        if self.response is not None:
            self.response.escape(engine, reason)

    def _set(self, engine: Engine, call: Call, is_set: bool) -> None:
        names = _names(call)
        value = call.arguments.positional[1] if len(call.arguments.positional) > 1 else v.unknown("option")
        for name in names:
            engine.put(self.options, name, value if is_set else v.only(v.ABSENT))
        if not names:
            engine.open(self.options)

    def _perform(self, engine: Engine, call: Call) -> v.Value:
        self.response = response = send(engine, self.observed, self._message(engine, call), call.node, call.frame)
        if response.exchange is not None and "HEADERFUNCTION" in self.options.entries:
            response.exchange.escaped = "a callback is given the headers of the response, and with them its status"
        return v.unknown("body", response.made_at, "content")

    def _message(self, engine: Engine, call: Call) -> Message:
        url = self._option("URL") or v.unknown("url", engine.undo.now)
        message = Message(_PYCURL, self._method(), url)
        headers = self._option("HTTPHEADER")
        message.headers = [_headers(engine, headers, call)] if headers is not None else []
        message.body_values = [value for name in _BODIES if (value := self._option(name)) is not None]
        message.form = message.body_values[0] if message.body_values else None
        message.has_unseen_body = self.options.open
        message.may_have_other_headers = self.options.open or any(name in self.options.entries for name in _SIGNING)
        message.raises_for_status = self._option("FAILONERROR")
        message.insecure = "SSL_VERIFYPEER=0" if self._is_off("SSL_VERIFYPEER") else None
        return message

    def _method(self) -> v.Value:
        custom = self._option("CUSTOMREQUEST")
        if custom is not None:
            return custom
        verbs = [verb for name, verb in _METHODS.items() if self._is_on(name)]
        if self.options.open or any(name in self.options.entries for name in _METHODS if not self._is_off(name)):
            return v.only(verbs[0]) if len(verbs) == 1 else v.unknown("method")
        return v.only("POST" if any(name in self.options.entries for name in _BODIES) else "GET")

    def _option(self, name: str) -> v.Value | None:
        value = self.options.entries.get(name)
        return tuple(a for a in value if a.content is not v.ABSENT) or None if value is not None else None

    def _is_on(self, name: str) -> bool:
        value = self.options.entries.get(name, ())
        return bool(value) and all(isinstance(a.content, (bool, int)) and bool(a.content) for a in value)

    def _is_off(self, name: str) -> bool:
        value = self.options.entries.get(name, ())
        return bool(value) and all(isinstance(a.content, (bool, int)) and not a.content for a in value)

    def _info(self, engine: Engine, call: Call) -> v.Value:
        names = _names(call)
        if self.response is None or (names and not any(name in _STATUSES for name in names)):
            return v.unknown("of response", engine.undo.now)
        return v.only(self.response.status)


def _names(call: Call) -> list[str]:
    """Returns the options that a call may be about; none if they are not known."""
    given = call.arguments.positional[0] if call.arguments.positional else ()
    names = [a.content.name.rpartition(".")[2] for a in given if isinstance(a.content, v.External)]
    return names if len(names) == len(given) else []


def _headers(engine: Engine, given: v.Value, call: Call) -> v.Value:
    """Returns the headers in lists of lines such as `Accept: text/html`."""
    found = []
    for alternative in given:
        lines = alternative.content
        made: v.Mapping = engine.new(v.Mapping())
        if not isinstance(lines, v.Collection) or lines.open:
            engine.open(made)
        for line in lines.items if isinstance(lines, v.Collection) else ():
            _add_line(engine, made, line, call)
        found.append(v.Alternative(made, alternative.condition))
    return tuple(found)


def _add_line(engine: Engine, headers: v.Mapping, line: v.Value, call: Call) -> None:
    by_name: dict[str, list[v.Alternative]] = {}
    for alternative in line:
        name, value = _taken_apart(alternative)
        by_name.setdefault(name, []).append(value)
    for name, values in by_name.items():
        if name and len(by_name) == 1:
            engine.put(headers, name, tuple(values))
        else:
            engine.open(headers)


def _taken_apart(line: v.Alternative) -> tuple[str, v.Alternative]:
    """Returns the name of the header in a line, and its value; "" if it is not written out."""
    first, *rest = parts_of(line.content, line.origin) or [v.Part("", None)]
    name, colon, value = first.content.partition(":") if isinstance(first.content, str) else ("", "", "")
    parts = [v.Part(value.lstrip(), first.origin), *rest]
    kept = [part for part in parts if part.content != ""] or parts[:1]
    return (name.strip() if colon else ""), v.Alternative(text_of_parts(kept), line.condition, line.origin)


def _curl(engine: Engine, observed: Observed, call: Call) -> v.Value:
    return v.only(engine.new(Curl(observed, engine.new(v.Mapping()))))


CALLS: dict[str, Any] = {"pycurl.Curl": _curl}
CLASSES: dict[str, HttpLibrary] = {}
"""None that a project derives its own classes from."""
