"""The models of all libraries, as the engine asks for them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from cko_lint import values as v
from cko_lint.checkout import sdk as sdk_methods
from cko_lint.errors import UsageError
from cko_lint.evidence import leaks, urls
from cko_lint.evidence.composed import Composed
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.places import place_of
from cko_lint.facts import Occurrence
from cko_lint.interpreter import external
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call, Frame, Retry
from cko_lint.logic.conditions import Condition
from cko_lint.logic.terms import Term
from cko_lint.models import classes, decorators, mocks, packages, redactors, relevance
from cko_lint.models.checkout_sdk import sdk
from cko_lint.models.checkout_sdk.clients import SDK_CLIENTS, SdkApi
from cko_lint.models.checkout_sdk.record import SdkRecord
from cko_lint.models.frameworks import application_places, applications, commands, injection, orm
from cko_lint.models.http import (
    adapters,
    aiohttp,
    aiohttp_sessions,
    curl_cffi,
    grequests,
    http_client,
    httplib2,
    httpx,
    httpx_clients,
    locust,
    niquests,
    oauth_sessions,
    patches,
    pycurl,
    requests,
    requests_futures,
    requests_sessions,
    sessions,
    status_checks,
    tornado,
    treq,
    urllib,
    urllib3,
)
from cko_lint.models.http.exchange import ANY_VERB, VERBS
from cko_lint.models.http.transports import Adapter
from cko_lint.models.observed import Observed, Shown
from cko_lint.models.retries import policies, queues, retries
from cko_lint.models.settings import django, pydantic
from cko_lint.models.settings.library import Settings
from cko_lint.models.stdlib import containers, library
from cko_lint.models.stdlib.logs import LOG_METHODS
from cko_lint.sources.path_roles import is_test
from cko_lint.spelling import did_you_mean, nearest
from cko_lint.syntax import tree

_LIBRARIES: tuple[Any, ...] = (
    aiohttp, aiohttp_sessions, curl_cffi, grequests, http_client, httplib2, httpx, httpx_clients, locust, niquests,
    oauth_sessions, pycurl, requests, requests_futures, requests_sessions, tornado, treq, urllib, urllib3,
)  # fmt: skip
_CALLS: dict[str, Any] = {name: model for library in _LIBRARIES for name, model in library.CALLS.items()}
_CREATE: dict[str, HttpLibrary] = {name: library for module in _LIBRARIES for name, library in module.CLASSES.items()}


HTTP_PACKAGES = frozenset(name.split(".")[0] for name in (*_CALLS, *_CREATE, *locust.BASES)) - {"twisted"}
"""The packages whose requests are modelled, without a framework of which requests are the least part."""


class Libraries:
    """All models of libraries, and what they have seen so far."""

    def __init__(
        self, functions: Mapping[str, str] | None = None, functions_in: Callable[[str], Mapping[str, str]] | None = None
    ) -> None:
        """`functions` are those of packages out of sight, with those that they work like; `functions_in` has those of a file.

        Raises UsageError for one that works like what no model knows.
        """
        self._functions = functions or {}
        self._functions_in = functions_in
        self._packages = HTTP_PACKAGES | {name.split(".")[0] for name in self._functions}
        for like in self._functions.values():
            _refuse_unknown(like)
        self.observed = Observed()
        self.sdk = SdkRecord(self.observed)
        self.composed_keys = Composed()
        self.settings = django.DjangoSettings()
        self.read = Settings()
        self.applications = applications.Applications()
        self.redactors = redactors.Redactors()

    # ------------------------------------------------------------ what the engine asks

    def call(self, engine: Engine, name: str, call: Call) -> v.Value | None:
        """Calls something external by its full name."""
        if self._functions and self._functions_in is not None:
            name = _meant(name, self._functions_in(call.frame.module.path))
        model = _CALLS.get(name)
        if model is not None:
            return model(engine, self.observed, call)  # type: ignore[no-any-return]
        if name in policies.CALLS:
            return policies.CALLS[name](engine, call)
        if name in queues.CALLS:
            return queues.CALLS[name](engine, call)
        queued = queues.enqueued(engine, name, call)
        if queued is not None:
            return queued
        if name.startswith("checkout_sdk"):
            return sdk.call(self.sdk, engine, name, call)
        if name in application_places.CLASSES:
            self.applications.created(engine, call)
        if name in injection.CALLS:
            return injection.CALLS[name](engine, call)
        passing = commands.call(engine, self.applications, name, call)
        if passing is not None:
            return passing
        holder, _, method = name.rpartition(".")
        if holder:
            filled = self.applications.method(engine, v.External(holder), method, call)
            if filled is not None:
                return filled
        result = self.read.call(engine, name, call)
        if result is None:
            result = library.call(engine, name, call)
        if result is None and method == "get" and _is_name(call.arguments.get(0, "key")):
            return library.lookup(engine, v.External(holder), call)
        if result is None:
            self.note_unknown_sender(engine, None, name.rpartition(".")[2], call)
        return result

    def method(self, engine: Engine, holder: Any, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Calls a method of a text, a dictionary, a list, or of what is not known."""
        queued = queues.enqueued(engine, name, call)
        if queued is not None:
            return queued
        if isinstance(holder, Term):
            filled = self.applications.method(engine, holder, name, call)
            if filled is None:
                filled = commands.method(engine, self.applications, holder, name, call)
            if filled is not None:
                return filled
            self.note_unknown_sender(engine, holder, name, call)
        return library.method(engine, holder, name, call)

    def create(self, engine: Engine, name: str) -> v.LibraryObject | None:
        """Makes the library half of an object whose class is derived from a library's."""
        name = _meant(name, self._functions)
        library = _CREATE.get(name)
        if library is not None:
            return sessions.make(engine, self.observed, library)
        made: v.LibraryObject | None = None
        if name in locust.BASES:
            made = engine.new(locust.User(self.observed))
        elif name in requests_futures.BASES:
            made = requests_futures.make(engine, self.observed)
        elif name in adapters.CLASSES:
            made = engine.new(Adapter())
        return made or containers.base(engine, name)

    def annotated(self, engine: Engine, name: str) -> v.LibraryObject | None:
        """Makes the object that a parameter annotated with a library's class must be."""
        if name in SDK_CLIENTS:
            return engine.new(SdkApi(self.sdk, "unknown"))  # type: ignore[no-any-return]
        library = _CREATE.get(_meant(name, self._functions))
        return sessions.make(engine, self.observed, library, unseen=True) if library is not None else None

    def escaped(self, engine: Engine, content: Term | v.Text, reason: str) -> None:
        """Learns that code which cannot be analysed has a term or a text now."""
        made = content.symbol if isinstance(content, v.Text) else content
        if made.kind == "attribute":
            self.applications.escaped(made)
        if made.sources:
            status_checks.handed_on(engine, self.observed, made, reason)

    def tested(self, engine: Engine, test: Term) -> None:
        """Learns that the program branches on a test."""
        if test.sources:
            status_checks.tested(engine, self.observed, test)

    def asserted(self, engine: Engine, condition: Condition) -> None:
        """Learns that the program asserts something."""
        status_checks.asserted(self.observed, condition)

    def narrowed(self, engine: Engine, before: Condition) -> None:
        """Learns that less reaches what runs now than was there before."""
        status_checks.narrowed(engine, self.observed, before)

    def composed(self, engine: Engine, node: Any, frame: Frame, operands: list[v.Value], value: v.Value) -> None:
        """Learns of a text that was put together."""
        self.composed_keys.see(node, frame, operands, value)

    def resolved(self, engine: Engine, name: str, attribute: str, frame: Frame) -> v.Value | None:
        """Looks up an attribute of something external."""
        if name == "django.conf.settings":
            return self.settings.get(engine, attribute, frame)
        return http_constants(name, attribute)

    def raised(self) -> list[Any]:
        """Returns what calls that raise have been made so far."""
        return self.sdk.raised

    def fetched(self, engine: Engine, raised: Any) -> None:
        """Learns that the result of such a call is fetched."""
        raised.see_guards(engine)

    def raises(self, engine: Engine, value: v.Value, node: Any) -> None:
        """Learns that the program raises an error."""
        status_checks.raised(engine, self.observed, value, node)

    def logged(self, engine: Engine, values: list[v.Value], node: Any, frame: Frame, is_error: bool = False) -> None:
        """Learns that values are printed, logged, or put into the text of an error."""
        if not is_error:
            status_checks.reported(engine, self.observed)
        if node is None or engine.path.is_undecidable:
            return
        for leak in leaks.shown(values, engine.path):
            if leak.is_proven or leak.value is not None:
                occurrence = Occurrence(place_of(frame.module, node), leak.what)
                shown = Shown(occurrence, None if leak.is_proven else leak.value, _is_log(node))
                self.observed.shown.append(shown)

    def keep(self, engine: Engine, holder: Any, key: Any, value: v.Value, node: Any, frame: Frame) -> bool:
        """Learns what is kept on an application, or in the environment."""
        return self.read.keep(engine, holder, key, value, node, frame) or self.applications.keep(
            engine, holder, key, value, node, frame
        )

    def kept(self, engine: Engine, holder: Any, key: Any, frame: Frame, is_item: bool) -> v.Value | None:
        """Returns what an application keeps under a name, or the request that an error carries."""
        if isinstance(holder, Term) and key in ("request", "request_info"):
            return self.observed.request_of(holder)
        return self.applications.kept(engine, holder, key, frame, is_item)

    def given(self, content: Term) -> None:
        """Learns that something unknown is given to code that cannot be analysed."""
        self.applications.given(content)

    def count(self) -> Any:
        """Returns how much has been seen so far."""
        return [len(seen) for seen in self._seen()]

    def forget_since(self, count: Any) -> None:
        """Forgets what has been seen since: code that is run for its effects is run for its facts another time."""
        for seen, length in zip(self._seen(), count, strict=True):
            del seen[length:]

    def _seen(self) -> list[list[Any]]:
        return [self.observed.exchanges, self.sdk.calls, self.sdk.clients, self.observed.unknown]

    def decorate(
        self, engine: Engine, function: v.FunctionValue, decorator: Any, applied: v.Value, frame: Frame
    ) -> bool:
        """Notes on a function what a decorator from outside does with it."""
        if commands.decorate(engine, self.applications, function, applied, frame):
            return True
        return decorators.decorate(engine, function, decorator, applied, frame)

    def setting(self, engine: Engine, cls: v.ClassValue, name: str, otherwise: v.Value) -> v.Value:
        """Returns a field of settings as a file has it that they are read from, and as it is elsewhere."""
        return pydantic.setting(engine, cls, name, otherwise)

    def defined(self, engine: Engine, cls: v.ClassValue) -> None:
        """Learns of a class of the project, which a library may run."""
        retries.note_class(engine, cls)

    def class_kind(self, base: str) -> str | None:
        """What deriving from a class of this full name makes of a class."""
        return classes.KINDS.get(base)

    def makes_data_class(self, decorator: str) -> bool:
        """Whether a decorator of this full name gives a class an initialiser that sets its annotated names."""
        return decorator in classes.DATA_DECORATORS

    def only_validates(self, name: str) -> bool:
        """Whether what has this full name looks at the value of a field and passes it to nothing else."""
        return name.startswith(classes.VALIDATORS)

    def expects_error(self, name: str) -> bool:
        """Whether what has this full name is a context manager in which an error is expected."""
        return name.endswith("pytest.raises")

    def returned(self, engine: Engine, retry: Retry, value: v.Value, node: Any, frame: Frame) -> None:
        """Learns what a function that is repeated has returned."""
        retries.returned(engine, self.observed, retry, value, node, frame)

    def inherited(self, engine: Engine, holder: v.Instance | v.ClassValue, name: str) -> v.Value | None:
        """Looks up what an object or a class of the project has from a library that it is derived from."""
        return pydantic.inherited(holder, name) or orm.inherited(engine, holder, name)

    def is_column(self, content: Term) -> bool:
        """Whether a class has this for what each of its objects has of its own."""
        return orm.is_column(content)

    def is_mock(self, name: str) -> bool:
        """Whether what has this full name puts a mock around something."""
        return name.startswith(mocks.MOCKS)

    def sends(self, name: str) -> bool:
        """Whether the module of this full name has a function for each verb that sends a request."""
        return f"{name}.{ANY_VERB}" in _CALLS

    def lets_through(self, name: str) -> bool:
        """Whether what has this full name is known to let through what is raised inside of it."""
        return packages.lets_through(name) or name.split(".")[0] in self._packages

    def only_observes(self, name: str) -> bool:
        """Whether what has this full name only counts or measures what it is given."""
        return packages.only_observes(name)

    def matters(self, value: v.Value) -> bool:
        """Whether what is done with a value may matter for a request."""
        return relevance.matters(value)

    def patched(self, engine: Engine, name: str, value: v.Value, frame: Frame) -> None:
        """Learns that the program replaces something external: of an HTTP library, that may change what requests do."""
        if name == "ssl._create_default_https_context" and not engine.path:
            names = [external.external_name(a.content) for a in value]
            self.observed.is_unverified = names == ["ssl._create_unverified_context"]
        if name.split(".")[0] in self._packages and patches.may_sign_or_check(name, value):
            self.observed.patched(is_in_test=is_test(os.path.basename(frame.module.path)))

    def note_unknown_sender(self, engine: Engine, holder: Term | None, name: str, call: Call) -> None:
        """Keeps what looks like a request to Checkout.com by something unknown, for `--show-unresolved`."""
        module = call.frame.module
        if call.node is None or not self.observed.has_room or is_test(module.shown) or self.observed.is_mocked(engine):
            return
        if name in _SENDING:
            given = [*call.arguments.positional[:2], call.arguments.keywords.get("url", ())]
            contents = [a.content for value in given for a in value]
            urls_given = [urls.parse_url(c) for c in contents if isinstance(c, (str, v.Text))]
            if any(url is not None and url.is_checkout for url in urls_given):
                reason = "cannot determine which library sends this request"
                self.observed.note_unknown(engine, module, call.node, reason)
        elif holder is not None and holder.kind == "attribute" and b"checkout_sdk" in module.source:
            if f"{holder.parts[-1]}.{name}" in sdk_methods.methods():
                reason = "cannot determine which SDK client this call uses"
                self.observed.note_unknown(engine, module, call.node, reason, "checkout-sdk")


def _meant(name: str, functions: Mapping[str, str]) -> str:
    """Returns the full name of what something works like: itself, or a part of it."""
    ends = [name, *(name[:at] for at, sign in enumerate(name) if sign == ".")]
    known = max((end for end in ends if end in functions), key=len, default=None)
    return name if known is None else functions[known] + name[len(known) :]


def _refuse_unknown(like: str) -> None:
    known = [name for name in (*_CALLS, *_CREATE) if not name.endswith(".")]
    if like not in known:
        hint = (
            did_you_mean(nearest(like, known)) or "; name a function or class of an HTTP library, such as requests.post"
        )
        raise UsageError(f"request-functions: cko-lint does not know {like!r}{hint}")


def _is_log(node: Any) -> bool:
    """Whether a call goes through a logger, and is no `print`."""
    return isinstance(node, tree.Call) and tree.last_name(node.function) in LOG_METHODS


def _is_name(value: v.Value | None) -> bool:
    """Whether a value is the name of an entry, and not a URL that is asked for."""
    text = v.text_of(value[0].content) if value is not None and len(value) == 1 else None
    return text is not None and "/" not in text


_SENDING = frozenset({*VERBS, "request", "send", "fetch", "urlopen", "open", "stream", "arequest"})


def http_constants(name: str, attribute: str) -> v.Value | None:
    """Returns the number that a named status of a library is: `requests.codes.ok`, `HTTPStatus.OK`, `HTTP_200_OK`."""
    last = name.rsplit(".", 1)[-1]
    if name == "aiohttp.hdrs" and attribute.isupper():  # the names of headers
        return v.only(attribute.replace("_", "-").title())
    if last in ("codes", "HTTPStatus") or name in (
        "http.client",
        "http",
        "rest_framework.status",
        "starlette.status",
        "fastapi.status",
    ):
        from http import HTTPStatus

        wanted = attribute.upper()
        if wanted.startswith("HTTP_"):
            digits = wanted[5:8]
            return v.only(int(digits)) if digits.isdigit() else None
        if wanted in HTTPStatus.__members__:
            return v.only(int(HTTPStatus[wanted]))
        if last == "codes" and wanted in ("OKAY", "ALL_OK", "ALL_GOOD"):
            return v.only(200)
    return None
