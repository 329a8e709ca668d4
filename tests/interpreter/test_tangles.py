"""Functions that all call each other cost seconds and not minutes, and a request among them is still found."""

from __future__ import annotations

import time

from conftest import Project

from cko_lint import run
from cko_lint.interpreter.budget import MOST_WORK, work_after

REQUEST = 'requests.get("https://api.sandbox.checkout.com/workflows").json()'


def tangle(size: int) -> str:
    """Functions each of which calls the next four, with every outcome of many tests, and the last of which sends a request."""
    functions = [
        f"def f{at}(a, *rest):\n"
        + "".join(f"    if a.x{n} > {n}:\n        a = f{(at + n) % size}(a, *rest)\n" for n in range(1, 5))
        + "    return a\n"
        for at in range(size - 1)
    ]
    last = f"def f{size - 1}(a, *rest):\n    if a.y:\n        return f0(a)\n    return {REQUEST}\n"
    return "import requests\n\n\n" + "\n\n".join([*functions, last])


def test_a_request_in_a_tangle_is_found_in_time(project: Project) -> None:
    project({"tangle.py": tangle(120)})
    began = time.process_time()
    found = run.check(["."])
    assert {finding.code for finding in found} == {"CKO101", "CKO401"}
    assert time.process_time() - began < 40  # seconds; without a bound for all of them, minutes


def test_each_entry_point_has_all_its_work_until_a_few_have_used_it_up() -> None:
    shares = [work_after(exhausted) for exhausted in range(100)]
    assert shares[:4] == [MOST_WORK] * 4
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] > MOST_WORK // 100
