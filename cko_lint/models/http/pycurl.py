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
_SHOWING_HEADERS = ("HEADERFUNCTION", "HEADERDATA", "WRITEHEADER", "HEADER", "DEBUGFUNCTION")
"""With these options, the program gets the first line of the response, which has its status."""
_SWITCHES = {"NOBODY": "HEAD", "UPLOAD": "PUT", "PUT": "PUT", "POST": "POST", "HTTPGET": "GET"}
_SENDING = ("POSTFIELDS", "COPYPOSTFIELDS", "HTTPPOST")
_METHOD = "the method"
"""The entry for what the options that imply a method have come to so far: the last one counts."""
_PERFORMING = ("perform", "perform_rb", "perform_rs")


class Curl(v.LibraryObject):
    """A handle: its options, by their names, and in `attributes` the response to its last request."""

    __slots__ = ("attributes", "is_shared", "observed", "options")

    is_response = True

    def __init__(self, observed: Observed, options: v.Mapping) -> None:
        self.observed = observed
        self.options = options
        self.attributes: dict[str, v.Value] = {}
        self.is_shared = False

    def held(self) -> list[Any] | None:
        """Its options."""
        return [self.options]

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """The constants of the module are attributes of a handle, too."""
        return v.only(v.External(f"pycurl.{name}")) if name.isupper() else None

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Sets an option, sends the request, or tells how that went."""
        if name in _PERFORMING:
            return self._perform(engine, call)
        if name in ("getinfo", "getinfo_raw"):
            return self._info(engine, call)
        if name in ("__enter__", "duphandle"):
            return v.only(self if name == "__enter__" else self.copied(engine))
        if name in ("setopt", "setopt_string", "unsetopt"):
            self._set(engine, call, is_set=name != "unsetopt")
        elif name == "reset":
            for option in list(self.options.entries):
                engine.put(self.options, option, v.only(v.ABSENT))
        elif name != "close":
            return None
        return v.NONE

    def seen(self, engine: Engine, reason: str) -> None:
        """Others may ask for the status, now or once it has been used."""
        if not self.is_shared:
            engine.undo.record(self, lambda: setattr(self, "is_shared", False))
            self.is_shared = True
        for alternative in self.attributes.get("response", ()):
            if isinstance(alternative.content, Response):
                alternative.content.escape(engine, reason)

    def escape(self, engine: Engine, reason: str) -> None:
        """Others may have set options, too."""
        engine.open(self.options)
        self.seen(engine, reason)

    def copied(self, engine: Engine) -> Curl:
        """A handle with the same options."""
        options = v.Mapping(dict(self.options.entries), self.options.open)
        made: Curl = engine.new(Curl(self.observed, engine.new(options)))
        return made

    def _set(self, engine: Engine, call: Call, is_set: bool) -> None:
        positional = call.arguments.positional
        value = positional[1] if len(positional) > 1 else v.unknown("option", engine.undo.now)
        given = positional[0] if positional else v.unknown("option", engine.undo.now)
        for alternative in v.feasible(given, engine.path):
            with engine.under(alternative.condition) as can:
                if can and isinstance(alternative.content, v.External):
                    self._put(engine, _name(alternative.content), value if is_set else v.only(v.ABSENT))
                elif can:
                    engine.open(self.options)

    def _put(self, engine: Engine, name: str, value: v.Value) -> None:
        engine.put(self.options, name, value)
        if name in _SENDING:
            engine.put(self.options, _METHOD, v.only("POST"))
        elif name in _SWITCHES:
            engine.put(self.options, _METHOD, self._switched(engine, name))

    def _switched(self, engine: Engine, name: str) -> v.Value:
        """Returns the method after an option that implies one was switched on, or off again."""
        if self._is_on(engine, name):
            return v.only(_SWITCHES[name])
        is_certain = self._is_off(engine, name) and name != "NOBODY"
        return v.only("GET") if is_certain else v.unknown("method", engine.undo.now)

    def _perform(self, engine: Engine, call: Call) -> v.Value:
        response = send(engine, self.observed, self._message(engine, call), call.node, call.frame)
        engine.set_attribute(self, "response", v.only(response))
        if any(self._option(engine, name) is not None and not self._is_off(engine, name) for name in _SHOWING_HEADERS):
            response.escape(engine, "its headers and its status are given to a function of the program")
        if self.is_shared or engine.undo.is_older(self):
            response.escape(engine, "its handle is passed to code that cannot be analysed")
        return v.unknown("body", response.made_at, "content")

    def _message(self, engine: Engine, call: Call) -> Message:
        url = self._option(engine, "URL") or v.unknown("url", engine.undo.now)
        message = Message(_PYCURL, self._method(engine), url)
        message.headers = [_headers(engine, self._entry(engine, "HTTPHEADER"), call)]
        message.body_values = [value for name in _BODIES if (value := self._option(engine, name)) is not None]
        message.form = message.body_values[0] if message.body_values else None
        message.has_unseen_body = self.options.open
        is_signed = any(self._option(engine, name) is not None for name in _SIGNING)
        message.may_have_other_headers = self.options.open or is_signed
        message.raises_for_status = self._option(engine, "FAILONERROR")
        message.insecure = "SSL_VERIFYPEER=0" if self._is_off(engine, "SSL_VERIFYPEER") else None
        return message

    def _method(self, engine: Engine) -> v.Value:
        if self.options.open:
            return self._option(engine, "CUSTOMREQUEST") or v.unknown("method", engine.undo.now)
        implied = _or_else(self._entry(engine, _METHOD), v.only("GET"))
        return _or_else(self._entry(engine, "CUSTOMREQUEST"), implied)

    def _entry(self, engine: Engine, name: str) -> v.Value:
        return v.feasible(self.options.entries.get(name, v.only(v.ABSENT)), engine.path)

    def _option(self, engine: Engine, name: str) -> v.Value | None:
        return tuple(a for a in self._entry(engine, name) if a.content is not v.ABSENT) or None

    def _is_on(self, engine: Engine, name: str) -> bool:
        value = self._entry(engine, name)
        return bool(value) and all(isinstance(a.content, (bool, int)) and bool(a.content) for a in value)

    def _is_off(self, engine: Engine, name: str) -> bool:
        value = self._entry(engine, name)
        return bool(value) and all(isinstance(a.content, (bool, int)) and not a.content for a in value)

    def _info(self, engine: Engine, call: Call) -> v.Value:
        asked = call.arguments.positional[0] if call.arguments.positional else ()
        unknown = v.unknown("of response", engine.undo.now)
        if asked and not any(_may_be_status(a.content) for a in asked):
            return unknown
        return tuple(
            v.Alternative(a.content.status, a.condition) if isinstance(a.content, Response) else a
            for a in _or_else(self.attributes.get("response", v.only(v.ABSENT)), unknown)
        )


def _name(option: v.External) -> str:
    return option.name.rpartition(".")[2]


def _may_be_status(option: Any) -> bool:
    return not isinstance(option, v.External) or _name(option) in _STATUSES


def _or_else(value: v.Value, default: v.Value) -> v.Value:
    """Returns what a place holds, and where nothing is in it, something else."""
    absent = [a.condition for a in value if a.content is v.ABSENT]
    present = tuple(a for a in value if a.content is not v.ABSENT)
    return v.union((present, *(v.restrict(default, condition) for condition in absent)))


def _headers(engine: Engine, given: v.Value, call: Call) -> v.Value:
    """Returns the headers in lists of lines such as `Accept: text/html`."""
    found = []
    for alternative in given:
        lines = alternative.content
        made: v.Mapping = engine.new(v.Mapping())
        if lines is not v.ABSENT and (not isinstance(lines, v.Collection) or lines.open):
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
