"""The source lines that a report shows, from files that were read, from notebooks' cells, from other files of the project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from cko_lint.findings import Location
from cko_lint.sources.encodings import decode
from cko_lint.sources.lines import Window, pieces, split_lines, window
from cko_lint.sources.scan import Source

if TYPE_CHECKING:
    from cko_lint.sources.notebooks import Notebook


class Excerpts:
    """Looks up the lines that have something to show."""

    def __init__(
        self,
        sources: Iterable[Source],
        notebooks: Mapping[str, Notebook],
        places: Iterable[Location],
    ) -> None:
        """`places` are all that may be asked for in a text that is not kept in memory."""
        self._sources = {source.path: source for source in sources}
        self._notebooks = notebooks
        self._places = places
        self._lines_of = lru_cache(maxsize=16)(self._lines)
        self._windows_of = lru_cache(maxsize=16)(self._windows)

    def line(self, place: Location, number: int, column: int) -> Window | None:
        """Returns a line of the file, or the cell, that a place is in, without its end; of a long one, what is near a column.

        None if there is no such line, or no such file any more.
        """
        source = self._sources.get(place.path)
        if source is not None and source.is_large:
            return self._windows_of(place.path).get((number, column))
        lines = self._notebooks[place.path].lines(place.cell) if place.cell else self._lines_of(place.path)
        return window(lines[number - 1], column) if 1 <= number <= len(lines) else None

    def text(self, place: Location) -> str:
        """Returns what stands at a place on one line; "" if it goes over several, or is not there any more."""
        start, end = place.start, place.end
        here = self.line(place, start.line, start.column) if start.line == end.line else None
        return here.text[start.column - 1 - here.before : end.column - 1 - here.before] if here is not None else ""

    def _lines(self, path: str) -> Sequence[str]:
        source = self._sources.get(path)
        if source is not None:
            return split_lines(decode(source.data))
        try:
            with open(path, "rb") as file:
                return split_lines(decode(file.read()))
        except (OSError, ValueError):
            return ()

    def _windows(self, path: str) -> dict[tuple[int, int], Window]:
        """Reads a large text once for all that is to be shown of it."""
        wanted: dict[int, set[int]] = {}
        for place in self._places:
            if place.path == path:
                wanted.setdefault(place.start.line, set()).add(place.start.column)
        found: dict[tuple[int, int], Window] = {}
        for piece in pieces(self._sources[path].blocks()):
            for column in wanted.get(piece.number, ()):
                if piece.owns(column - 1 - piece.before) or piece.is_whole:
                    here = window(piece.text, column - piece.before, piece.before > 0, not piece.is_last)
                    found[piece.number, column] = Window(here.text, here.before + piece.before)
        return found
