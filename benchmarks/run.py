"""What the program costs, as ratios that hold on any machine: medians of runs that take turns.

usage: python benchmarks/run.py [--runs 15]

*1 py* is the time of `python -c pass`. The hook is the console script, as pre-commit starts it. The inputs are
generated, and the interpreter is the one that runs this; the program must be installed for it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

HOOK = str(Path(sysconfig.get_path("scripts"), "cko-lint"))
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
_MOST_RUNS_OF_A_PARSE = 9

# One function of a module that has nothing to do with Checkout.com, and one that has; ten lines each.
PLAIN = '''

def order_{n}(basket, customer, today):
    """Turns a basket into an order."""
    lines = [(item.sku, item.count, item.price * item.count) for item in basket if item.count > {n}]
    total = sum(price for _, _, price in lines)
    if customer.discount and today.weekday() < 5:
        total = round(total * (1 - customer.discount), 2)
    return {{"lines": lines, "total": total, "customer": customer.number}}
'''
CALL = """

def refund_{n}(payment_id, amount, reference):
    body = {{"amount": amount, "reference": f"{n}-{{reference}}"}}
    url = f"{{settings['url']}}/payments/{{payment_id}}/refunds"
    response = session.post(url, json=body, timeout=10)
    response.raise_for_status()
    return response.json()["action_id"]


"""
CALLS = """\
import os

import requests

settings = {"url": "https://api.checkout.com", "key": os.environ["CKO_SECRET_KEY"]}
session = requests.Session()
session.headers["Authorization"] = f"Bearer {settings['key']}"
"""


def module(beginning: str, part: str, lines: int) -> str:
    """Returns a module of about so many lines."""
    text = beginning
    number = 0
    while text.count("\n") < lines:
        text += part.format(n=number)
        number += 1
    return text


def write_inputs(folder: Path) -> None:
    """Writes `plain00.py` to `plain19.py`, of 200 lines, and `hit.py` of as many."""
    for number in range(20):
        folder.joinpath(f"plain{number:02}.py").write_text(module('"""Orders."""\n', PLAIN, 200), "utf-8")
    folder.joinpath("hit.py").write_text(module(CALLS, CALL, 200), "utf-8")


def seconds_of(command: Sequence[str], folder: Path) -> float:
    """Returns how long a command takes in a folder; it must end well."""
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - began
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return taken


def medians(measures: Sequence[Callable[[], float]], runs: int) -> list[float]:
    """Returns the median of each measure, taken in turns after one that does not count."""
    for measure in measures:
        measure()
    rounds = [[measure() for measure in measures] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def starts(folder: Path, runs: int) -> list[tuple[str, float, float, str]]:
    """Returns a row for each way of starting the hook: what, the ratio to reach, the ratio, the unit."""
    plain = [f"plain{number:02}.py" for number in range(20)]
    commands = [
        [sys.executable, "-c", "pass"],
        [HOOK, "check", "--force-exclude", plain[0]],
        [HOOK, "check", "--force-exclude", *plain],
        [HOOK, "check", "--force-exclude", *plain[:19], "hit.py"],
    ]
    python, one, twenty, hit = medians([partial(seconds_of, command, folder) for command in commands], runs)
    print(f"python -c pass: {python * 1000:.1f} ms\n")
    return [
        ("hook on 1 file, no Checkout.com", 1.6, one / python, "py"),
        ("hook on 20 files, no Checkout.com", 1.6, twenty / python, "py"),
        ("hook on 20 files, one 200-line hit", 22, hit / python, "py"),
    ]


def analysis(folder: Path, runs: int) -> tuple[str, float, float, str]:
    """Returns the row of a whole analysis of a file of 1,000 lines against its parse alone."""
    import libcst

    from cko_lint.analysis.analysis import analyse
    from cko_lint.config.settings import Settings
    from cko_lint.sources.scan import Source

    text = module(CALLS, CALL, 1_000)
    path = folder / "alone" / "large.py"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    source = Source("large.py", str(path), text.encode())

    def timed(work: Callable[[], object]) -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    os.chdir(path.parent)
    parse, whole = medians(
        [lambda: timed(lambda: libcst.parse_module(text)), lambda: timed(lambda: analyse([source], Settings()))],
        min(runs, _MOST_RUNS_OF_A_PARSE),
    )
    return ("analysis of a hit of 1,000 lines, all rules", 2.0, whole / parse, "parse")


def main() -> int:
    """Prints the table; returns 1 if a ratio is out of reach."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15, help="how often each is measured (default: 15)")
    runs = parser.parse_args().runs
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_inputs(folder)
        rows = [*starts(folder, runs), analysis(folder, runs)]
        os.chdir(here)
    print("| | limit | measured |\n|---|---|---|")
    for what, reach, seen, unit in rows:
        print(f"| {what} | {reach:g} x {unit} | {seen:.2f} x {unit}{'' if seen <= reach else ' (missed)'} |")
    return int(any(seen > reach for _, reach, seen, _ in rows))


if __name__ == "__main__":
    sys.exit(main())
