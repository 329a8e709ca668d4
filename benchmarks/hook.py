"""What a hook costs on the files of a commit, and what the analysis of one file costs."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import generated
from generated import orders
from measured import ENVIRONMENT
from measurement import Options
from ratios import Ratio
from repository import hand_to_git
from turns import Contender, again, cold, take_turns

_ALONE = str(Path(__file__).with_name("alone.py"))
_HIT = "payments/refunds.py"


def starts(options: Options, scratch: Path, _: Path) -> Iterator[Ratio]:
    """Yields the rows of the hook: on files that have nothing to do with Checkout.com, and with one that has."""
    plain, mixed = scratch / "plain", scratch / "mixed"
    generated.write(orders.commit(), plain)
    generated.write({**orders.commit(), _HIT: orders.hit()}, mixed)
    for folder in (plain, mixed):
        hand_to_git(folder)
    files = [*orders.commit()]
    hit = [*files[:-1], _HIT]
    nothing: Counter[str] = Counter()
    contenders = [
        cold("one", options, plain, nothing, "--force-exclude", files[0]),
        cold("twenty", options, plain, nothing, "--force-exclude", *files),
        cold("hit", options, mixed, nothing, "--force-exclude", *hit),
        again("again", options, mixed, nothing, "--force-exclude", *hit),
    ]
    turns = take_turns(Contender("py", [sys.executable, "-c", "pass"], plain), contenders, options)
    yield turns.row("hook on 1 file, nothing of Checkout.com", 1.6, "one", "py")
    yield turns.row("hook on 20 files, nothing of Checkout.com", 1.6, "twenty", "py")
    yield turns.row("hook on 20 files, one of 200 lines calls Checkout.com", 22, "hit", "py")
    yield turns.row("the same commit again", 2.5, "again", "py")


def analysis(options: Options, scratch: Path, _: Path) -> Iterator[Ratio]:
    """Yields the row of a whole analysis of a file of 1,000 lines against its parse alone, in time of the processor."""
    file = scratch / "alone" / "refunds.py"
    generated.write({file.name: orders.with_mistake(orders.hit(1_000))}, file.parent)
    command = [sys.executable, _ALONE, str(options.source), str(file), str(options.runs)]
    done = subprocess.run(command, env=ENVIRONMENT, check=True, capture_output=True, text=True)
    seen = json.loads(done.stdout)
    parse, whole = (statistics.median(seen[name]) for name in ("parse", "analysis"))
    broken = "" if seen["codes"] == [orders.PLANTED] else f"expected {orders.PLANTED}"
    what = "analysis of 1,000 lines that call Checkout.com, all rules"
    yield Ratio(what, 2.0, whole / parse, "`libcst.parse_module`", whole, seen["memory"], broken=broken)
