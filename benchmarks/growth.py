"""How time and memory grow with the files that call Checkout.com and import each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from measurement import LONG, Measurement, Options, laid_out, take_cold, take_warm
from project import COLD, WARM, monolith_of
from ratios import Ratio
from table import Row, rows_of

SIZES = (250, 500, 1_000, 2_000)
_GROWTH = 1.3
_MEMORY = 400  # MB

Sizes = Sequence[tuple[int, Measurement]]


def growth(options: Options, scratch: Path, _: Path, sizes: Sequence[int] = SIZES) -> Iterator[Ratio]:
    """Yields the rows of the monolith in several sizes."""
    return rows(_measured(options, scratch, sizes))


def rows(sizes: Sizes) -> Iterator[Ratio]:
    """Yields the time per file by that of the smallest size, and the memory of the largest."""
    (smallest, first), *others = sizes
    per_file = first.time_of(COLD) / smallest
    yield from _in_starts(f"{smallest:,} files that call Checkout.com and import each other", first)
    for size, measurement in others:
        of_smallest = measurement.time_of(COLD) / size / per_file
        row = next(rows_of(measurement))
        yield _ratio(row, f"{size:,} such files, each", _GROWTH, of_smallest, f"the time of one of {smallest:,}")
        yield from _again(measurement)
    largest, last = others[-1]
    row = next(rows_of(last))
    yield _ratio(row, f"memory with {largest:,} such files", _MEMORY, row.memory, "MB")


def _measured(options: Options, scratch: Path, sizes: Sequence[int]) -> Sizes:
    """Returns measurements in all sizes, taken in turns."""
    result = [(size, laid_out(monolith_of(size), scratch / f"monolith-{size}", options)) for size in sizes]
    for _ in range(options.runs):
        longest = 0.0
        for _, measurement in result:
            cold = take_cold(measurement)
            longest = max(longest, cold.seconds)
            if not cold.was_killed:
                take_warm(measurement)
        if longest > LONG:
            break
    return result


def _in_starts(what: str, measurement: Measurement) -> Iterator[Ratio]:
    row = next(rows_of(measurement))
    yield _ratio(row, what, None, row.seen, row.unit)
    yield from _again(measurement)


def _again(measurement: Measurement) -> Iterator[Ratio]:
    for row in rows_of(measurement):
        if row.what == WARM:
            yield _ratio(row, "the same again, nothing changed", row.reach, row.seen, row.unit)


def _ratio(row: Row, what: str, reach: float | None, seen: float, unit: str) -> Ratio:
    return Ratio(what, reach, seen, unit, row.seconds, row.memory, broken=row.broken, was_killed=row.was_killed)
