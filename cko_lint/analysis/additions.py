"""What settings add to what is known of Checkout.com: hosts in front of it, variables with its URL, functions that send.

While a project is analysed, whatever any of its settings add is recognised. Then each request is judged by the settings of its
own file: what they do not add is no request to Checkout.com.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from cko_lint.checkout import hosts
from cko_lint.checkout.hosts import Host
from cko_lint.config.scopes import Scopes
from cko_lint.facts import Request, Scenario
from cko_lint.project.index import Index
from cko_lint.sources import prefilter


class Additions:
    """What the settings in a project add."""

    def __init__(self, scopes: Scopes, index: Index) -> None:
        self._scopes = scopes
        self._words = index.words
        self._hosts, self._variables, self.functions = scopes.added([index.root, *index.settings_folders])
        self.packages = frozenset(name.partition(".")[0] for name in self.functions)
        """The packages of the functions that send requests."""

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """For a while, what they add is recognised."""
        prefilter.use(self._words)
        hosts.use(self._hosts, self._variables)
        try:
            yield
        finally:
            prefilter.use(())
            hosts.use({}, ())

    def functions_in(self, path: str) -> Mapping[str, str]:
        """Returns the functions that a file calls, by its real path, with those that they work like."""
        return dict(self._scopes.of(path).request_functions) if self.functions else {}

    def judged(self, requests: Iterable[Request]) -> list[Request]:
        """Returns the requests that are ones to Checkout.com by the settings of their own files."""
        if not self._hosts and not self._variables:
            return list(requests)
        left = ((request, tuple(self._scenarios(request))) for request in requests)
        return [request._replace(scenarios=scenarios) for request, scenarios in left if scenarios]

    def _scenarios(self, request: Request) -> Iterator[Scenario]:
        for scenario in request.scenarios:
            host = scenario.url.host
            if host is None or not host.is_added:
                yield scenario
            elif (own := self._own(host, request.place.path)) is not None:
                yield scenario._replace(url=scenario.url._replace(host=own))

    def _own(self, host: Host, path: str) -> Host | None:
        """Returns a host as the settings of a file have it."""
        settings = self._scopes.of(path)
        hosts.use(dict(settings.extra_hosts), settings.url_variables)
        found = hosts.find_added(host.name) or hosts.find_variable(host.name)
        hosts.use(self._hosts, self._variables)
        return replace(host, environment=found.environment) if found is not None else None
