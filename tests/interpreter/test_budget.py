"""What a module may cost as a whole: counted in steps, which are the same on every machine."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Project

from cko_lint import run
from cko_lint.config.settings import Settings
from cko_lint.interpreter.budget import CALLING, MOST_WORK, MOST_WORK_ASIDE, Account, Budget, Exhausted

SHOWN = Settings(show_unresolved=True)
REQUEST = 'requests.get("https://api.sandbox.checkout.com/workflows").json()'


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Counts the steps of a run."""
    taken = 0
    step = Budget.step

    def counted(budget: Budget) -> None:
        nonlocal taken
        taken += 1
        step(budget)

    monkeypatch.setattr(Budget, "step", counted)
    return lambda: taken


def looping(indent: str, statements: int) -> str:
    """Statements that take a thousand steps each, and no time."""
    loops = "".join(f"{indent}{'    ' * n}for n{n} in (1, 2, 3, 4, 5, 6, 7, 8):\n" for n in range(3))
    return loops + f"{indent}            0\n" * statements


# ----------------------------------------------------------------------- the account


def test_half_of_what_is_left_goes_to_the_next_one() -> None:
    account = Account(CALLING, 0)
    shares = []
    while (share := account.share()) and len(shares) < 1_000:
        shares.append(share)
        account.take(share, finished=True)
    assert shares[:3] == [MOST_WORK] * 3
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) < 2 * CALLING + MOST_WORK


def test_those_that_use_up_their_work_leave_most_of_it_to_others() -> None:
    account = Account(CALLING, 0)
    for _ in range(8):
        account.take(account.share(), finished=False)
    assert 0 < account.share() < MOST_WORK // 50
    assert account.left > CALLING // 10


def test_a_large_module_may_cost_more() -> None:
    assert Account(CALLING, 100_000).left > Account(CALLING, 1_000).left > CALLING


def test_what_runs_within_a_budget_is_taken_from_it() -> None:
    budget = Budget()
    with budget.of_its_own(100):
        with budget.within(1_000):
            assert budget.left == 100
            for _ in range(60):
                budget.step()
        assert budget.left == 40
        with budget.within(1_000):
            for _ in range(40):
                budget.step()
            with pytest.raises(Exhausted):
                budget.step()
        assert budget.left == 0


def test_what_is_charged_to_one_account_is_not_charged_to_another() -> None:
    budget, inner, outer = Budget(), Account(CALLING, 0), Account(CALLING, 0)
    with budget.charged(outer), budget.of_its_own():
        budget.step()
        budget.step()
        with budget.charged(inner), budget.of_its_own():
            for _ in range(8):
                budget.step()
    assert (CALLING - inner.left, CALLING - outer.left) == (4, 1)  # half, for both came to their ends


# ------------------------------------------------------------------------- programs


def callers(count: int, statements: int) -> str:
    """Functions that all come to their ends, after some thousand steps, and that call the one that sends."""
    functions = "".join(
        f"def f{at}(order):\n{looping('    ', statements)}    return send(order)\n\n\n" for at in range(count)
    )
    return f"import requests\n\n\ndef send(order):\n    return {REQUEST}\n\n\n{functions}"


def test_many_functions_that_come_to_their_ends_are_bounded_together(
    project: Project, steps: Callable[[], int]
) -> None:
    project({"pay.py": callers(150, 4)})  # 600,000 steps, without a bound for all of them
    found = run.check(["."])
    assert {finding.code for finding in found} == {"CKO101", "CKO401"}
    assert steps() < 4 * CALLING


def test_what_the_bound_of_a_module_cuts_off_is_listed(project: Project) -> None:
    without = callers(150, 4).replace(f"return {REQUEST}", "pass")
    project({"pay.py": without.replace("return send(order)", f"return {REQUEST}")})
    unresolved = run.run(["."], SHOWN).report.unresolved
    assert any("too complex" in request.message for request in unresolved)


def test_a_few_large_functions_are_all_run(project: Project) -> None:
    project({"pay.py": callers(4, 5).replace("def send(order)", "def send(order, key=None)")})
    assert not run.run(["."], SHOWN).report.unresolved


def method(name: str, body: str, statements: int) -> str:
    """A method that takes some thousand steps."""
    return f"    def {name}(self):\n{looping('        ', statements)}        {body}\n\n"


def objects() -> str:
    """Many objects of a module, whose attributes are what six methods of their class make of them."""
    nothing = "".join(f"        self.value_{at} = None\n" for at in range(6))
    setters = "".join(method(f"set_{at}", f"self.value_{at} = Order(self.order)", 8) for at in range(6))
    values = ", ".join(f"self.value_{at}" for at in range(6))
    made = "".join(f"order_{at} = Order({at})\n" for at in range(60))
    calls = ", ".join(f"order_{at}.send()" for at in range(60))
    return (
        f"import requests\n\n\nclass Order:\n    def __init__(self, order):\n        self.order = order\n{nothing}\n"
        f"{setters}    def send(self):\n        print({values})\n        return {REQUEST}\n\n\n{made}\n\n"
        f"def send_all():\n    return [{calls}]\n"
    )


def test_what_methods_make_of_many_objects_is_bounded(project: Project, steps: Callable[[], int]) -> None:
    project({"pay.py": objects()})  # 60 objects, of which six methods make something, 8,000 steps each
    run.check(["."])
    assert steps() < 4 * CALLING


def test_a_method_that_was_run_on_some_objects_costs_less_on_the_next_ones(
    project: Project, steps: Callable[[], int]
) -> None:
    made = "".join(f"client_{at} = Client('{at}')\n" for at in range(4))
    init = "    def __init__(self, name):\n        self.name = name\n\n"
    program = f"import requests\n\n\nclass Client:\n{init}{method('get', f'return {REQUEST}', 20)}\n{made}"
    project({"pay.py": program})
    run.check(["."])
    assert steps() < 3 * MOST_WORK  # the first one, twice, and an eighth of it for each of the others
    assert steps() > MOST_WORK > MOST_WORK_ASIDE
