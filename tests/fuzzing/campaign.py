"""Runs one kind of test for as long as one likes: `python tests/fuzzing/campaign.py KIND MINUTES [SEED]`.

Each input has its own seed, which is printed with what is wrong, and from which it is made again by `KIND 0 SEED`.
"""

from __future__ import annotations

import collections
import random
import shutil
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from fuzzing import mutations, properties, same, writing  # noqa: E402

Complaints = Callable[[Path, int], Iterator[str]]


def mutants(folder: Path, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    yield from properties.complaints(folder, {"pay.py": mutations.mutant(chance)}, with_formats=seed % 8 == 0)


def made_up(folder: Path, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    yield from properties.complaints(folder, writing.project(chance), with_formats=seed % 8 == 0)


def unchanged(folder: Path, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    yield from same.complaints(folder, chance)


KINDS: dict[str, Complaints] = {"mutants": mutants, "made_up": made_up, "unchanged": unchanged}


def outcome(kind: str, seed: int) -> str | None:
    """Returns what is wrong with the input of a seed."""
    folder = Path(tempfile.mkdtemp())
    try:
        return next(KINDS[kind](folder, seed), None)
    except Exception:
        return traceback.format_exc(limit=-4)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(kind: str, minutes: float, seed: int | None = None) -> int:
    """Runs inputs for some minutes, or that of one seed only; returns how many were wrong."""
    warnings.simplefilter("ignore")
    if seed is not None and not minutes:
        print(outcome(kind, seed))
        return 0
    seed = seed if seed is not None else random.SystemRandom().randrange(10**9)
    began, count, wrong = time.time(), 0, collections.Counter[str]()
    while time.time() - began < minutes * 60:
        said = outcome(kind, seed + count)
        if said is not None:
            last = said.strip().splitlines()[-1][:160]
            wrong[last] += 1
            if wrong[last] <= 2:
                print(f"seed {seed + count}: {said}", flush=True)
        count += 1
    print(f"{kind}: {count} inputs from seed {seed} in {time.time() - began:.0f} s, wrong: {dict(wrong)}", flush=True)
    return sum(wrong.values())


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else None)))
