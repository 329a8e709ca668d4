"""The progress of a run, for the bar in a terminal. Without a bar, it costs no more than a function call for each step."""

from __future__ import annotations

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import TypeVar

    T = TypeVar("T")
    Listener = Callable[[str, int, int], None]
    """Is given what is being done, how much of it is done, and of how much; 0 of 0 once nothing is."""


class _Told:
    listener: Listener | None = None


_told = _Told()


def show_with(listener: Listener | None) -> None:
    """Calls a listener at each step from now on; None ends that."""
    _told.listener = listener


def is_shown() -> bool:
    """Whether there is a listener."""
    return _told.listener is not None


def each(what: str, items: Collection[T]) -> Iterable[T]:
    """Returns the items, and reports how many of them have been used."""
    return items if _told.listener is None else _counted(what, items, _told.listener)


def _counted(what: str, items: Collection[T], listener: Listener) -> Iterator[T]:
    for done, item in enumerate(items):
        listener(what, done, len(items))
        yield item


def tell(what: str, done: int, most: int = 0) -> None:
    """Reports how much is done; `most` is how much there is to do, if that is known."""
    if _told.listener is not None:
        _told.listener(what, done, most)


def finish() -> None:
    """Reports that nothing is being done now, so that the bar is erased before anything else is printed."""
    if _told.listener is not None:
        _told.listener("", 0, 0)
