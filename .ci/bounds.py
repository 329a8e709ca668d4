"""Holds the score of the labelled cases against the bounds that each rule must reach.

usage: python .ci/bounds.py SCORE.json RULES.json RECALL PRECISION

RULES.json is what `cko-lint rule --all --output-format json` prints. A rule that no case wants has no recall, but what it
reports in the cases counts against it all the same. Exits with 1 if a rule misses a bound, or if nothing was scored.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main(score: Path, rules: Path, recall: float, precision: float) -> int:
    """Prints what is below a bound; returns the exit code."""
    scored: dict[str, Any] = json.loads(score.read_text("utf-8"))
    codes = [rule["code"] for rule in json.loads(rules.read_text("utf-8"))]
    unwanted = [code for code in codes if not scored["hits"].get(code, 0) + scored["misses"].get(code, 0)]
    if unwanted:
        print("No labelled case wants", *unwanted)
    bad = list(below(scored, codes, recall, precision))
    print(*bad, sep="\n", end="\n" if bad else "")
    return int(bool(bad))


def below(scored: dict[str, Any], codes: list[str], recall: float, precision: float) -> Iterator[str]:
    """Yields a line for each case that broke, and each rule that is below a bound."""
    yield from (f"{name} broke" for name in scored["broken"])
    if not scored["hits"]:
        yield "no finding was scored"
    for code in sorted({*codes, *scored["hits"], *scored["misses"], *scored["extras"]}):
        hit, missed, extra = (scored[part].get(code, 0) for part in ("hits", "misses", "extras"))
        if hit < recall * (hit + missed) or hit < precision * (hit + extra):
            yield f"{code}: {hit} hit, {missed} missed, {extra} extra"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])))
