"""A file as the slice sees it: what it defines, and which of the names in it are anchored so far."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from cko_lint.checkout import sdk
from cko_lint.project.imports import stem_of
from cko_lint.project.outline import CLASS, Definition, Import, Outline
from cko_lint.sources.prefilter import concerns_checkout, in_use

SDK = "checkout_sdk"

Field = tuple[str, str]
"""The name of an attribute or item that is set on an object, and the first name of that object; empty for a class's own."""


class SlicedFile:
    """A file as the slice sees it: what it defines, and which of the names in it are anchored so far."""

    def __init__(
        self, path: str, outline: Outline | None, concerns: bool, is_named: bool, packages: frozenset[str]
    ) -> None:
        """`concerns` and `is_named` are what the index says of its bytes; `packages` are those of the HTTP libraries."""
        self._packages = packages
        self.path = path
        self.outline = outline
        self.is_named = is_named
        self.is_waiting = False
        self.exported: set[str] = set()
        """The anchored names that it defines."""
        self.imported: set[str] = set()
        """The anchored names of others that it can mean."""
        self.fields: set[Field] = set()
        self.derived: set[str] = set()
        """The files whose classes have bases in this one."""
        self.members: dict[str, list[Definition]] = {}
        self.headers: dict[str, Definition] = {}
        imports = outline.imports if outline is not None else []
        self.sdk = frozenset(one.alias or SDK for one in imports if one.package == SDK) if concerns else frozenset()
        self._local: frozenset[str] | None = None
        self._seen: tuple[tuple[int, int, int], frozenset[str]] | None = None
        for d in outline.definitions if outline is not None else ():
            if d.kind == CLASS:
                self.headers[d.qualified] = d
            elif d.owner:
                self.members.setdefault(d.owner, []).append(d)

    def named(self, name: str, kind: str) -> Iterator[Definition]:
        """Yields its definitions of a name and a kind outside of classes."""
        for d in self.outline.definitions if self.outline is not None else ():
            if d.name == name and d.kind == kind and not d.owner:
                yield d

    @property
    def local(self) -> frozenset[str]:
        """The names that make a definition an entry point without anchoring what mentions it.

        In a file that names Checkout.com, those are the HTTP libraries, the SDK's methods, and words that only seem to speak
        of it.
        """
        if self._local is None:
            is_read = self.is_named and self.outline is not None
            self._local = frozenset(self._local_names()) if is_read else frozenset()
        return self._local

    def _local_names(self) -> Iterator[str]:
        assert self.outline is not None
        for one in self.outline.imports:
            if one.package in self._packages:
                yield one.bound
        mentioned = {name for d in self.outline.definitions for name in d.mentions}
        yield from filter(_speaks_of_checkout, mentioned)
        if self.sdk:
            yield from mentioned & _sdk_methods()

    def visible(self, fields: set[str]) -> frozenset[str]:
        """Returns the anchored names that its definitions can mean; `fields` are those that are seen everywhere."""
        version = (len(self.exported), len(self.imported), len(fields))  # all only grow
        if self._seen is None or self._seen[0] != version:
            self._seen = version, frozenset(self.exported | self.imported | fields | self.sdk)
        return self._seen[1]

    def is_anchored(self, d: Definition, visible: frozenset[str]) -> bool:
        """Whether a definition is anchored, given the anchored names that it can mean."""
        return d.is_anchor or not visible.isdisjoint(d.mentions)

    def passed_on(self) -> Iterator[str]:
        """Yields the names under which its own importers find anchored names that it imports itself."""
        for one in self.outline.imports if self.outline is not None and self.imported else ():
            if one.name == "*":
                yield from self.imported
            elif one.alias in self.imported:
                yield one.alias

    def names_through(self, imports: list[Import]) -> set[str]:
        """Returns the names by which a file can mean anchored ones of this, given how it imports it."""
        found: set[str] = set()
        stem = stem_of(self.path)
        for one in imports:
            if one.name in self.exported:
                found.add(one.alias)
            elif one.name in ("", "*", stem):
                found |= self.exported
        return found


def _speaks_of_checkout(name: str) -> bool:
    return _speaks(name, in_use())


@cache
def _speaks(name: str, added: tuple[bytes, ...]) -> bool:
    return concerns_checkout(name.encode("utf-8", "replace"))


@cache
def _sdk_methods() -> frozenset[str]:
    return frozenset(method.rpartition(".")[2] for method in sdk.methods())
