"""Ordinary modules that have nothing to do with Checkout.com, a tree of them, and modules that call Checkout.com.

The ordinary ones are of all lengths from 20 to 1,500 lines, 290 in the middle: what a large repository consists of.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

from generated import Files

LINES_OF_A_HIT = 200
PLANTED = "CKO401"
_FILES_IN_A_FOLDER = 200
_LENGTHS = (20, 40, 60, 90, 120, 150, 180, 210, 250, 300, 360, 430, 520, 1_500)
_ORDINARY = (
    '''

def order_{n}(basket, customer, today):
    """Turns a basket into an order."""
    lines = [(item.sku, item.count, item.price * item.count) for item in basket if item.count > {n}]
    total = sum(price for _, _, price in lines)
    if customer.discount and today.weekday() < 5:
        total = round(total * (1 - customer.discount), 2)
    return {{"lines": lines, "total": total, "customer": customer.number}}
''',
    '''

class Shelf{n}:
    """Where so many items of a kind are kept."""

    def __init__(self, sku: str, room: int = {n}) -> None:
        self.sku = sku
        self.room = room
        self.items: list[str] = []

    def put(self, item: str) -> bool:
        if len(self.items) >= self.room:
            logger.warning("no room for %s on the shelf of %s", item, self.sku)
            return False
        self.items.append(item)
        return True
''',
    """

def test_report_{n}(tmp_path, monkeypatch):
    monkeypatch.setenv("REPORTS", str(tmp_path))
    try:
        report = write_report(number={n}, columns=["sku", "count", "price"], since=date(2024, 1, 1))
    except OSError as error:
        raise AssertionError(f"report {n} was not written: {{error}}") from error
    for line in report.read_text().splitlines()[1:]:
        sku, count, price = line.split(";")
        assert sku and int(count) >= 0 and float(price) > 0, line
""",
)
_IMPORTS = "import logging\nfrom datetime import date\n\nlogger = logging.getLogger(__name__)\n"
_CLIENT = """\
import os

import requests

settings = {"url": "https://api.checkout.com", "key": os.environ["CKO_SECRET_KEY"]}
session = requests.Session()
session.headers["Authorization"] = f"Bearer {settings['key']}"
"""
_CALL = """

def refund_{n}(payment_id, amount, reference):
    body = {{"amount": amount, "reference": f"{n}-{{reference}}"}}
    url = f"{{settings['url']}}/payments/{{payment_id}}/refunds"
    response = session.post(url, json=body, timeout=10)
    response.raise_for_status()
    return response.json()["action_id"]


"""
_CHECKED = '    response.raise_for_status()\n    return response.json()["action_id"]\n'
_UNCHECKED = "    return reference\n"


def ordinary(lines: int, number: int = 0) -> str:
    """Returns an ordinary module of at least so many lines; no two numbers make the same."""
    return _module(f'"""Orders, shelves and reports {number}."""\n\n{_IMPORTS}', _ORDINARY, lines)


def hit(lines: int = LINES_OF_A_HIT) -> str:
    """Returns a module of at least so many lines that calls Checkout.com, and has no mistake in it."""
    return _module(_CLIENT, (_CALL,), lines)


def with_mistake(module: str) -> str:
    """Returns a module that calls Checkout.com with one mistake, which is PLANTED: a status that is never checked."""
    return module.replace(_CHECKED, _UNCHECKED, 1)


def hits(number: int) -> Files:
    """Returns so many modules that call Checkout.com; the last one of them has a mistake."""
    files = {f"payments/refunds_{n:03}.py": f'"""Refunds {n}."""\n\n{hit()}' for n in range(number)}
    last = f"payments/refunds_{number - 1:03}.py"
    return {**files, last: with_mistake(files[last])}


def commit() -> Files:
    """Returns 20 ordinary modules of 200 lines, as one commit may touch them."""
    return {f"orders/plain_{n:02}.py": ordinary(200, n) for n in range(20)}


def tree(number: int) -> Iterator[Files]:
    """Yields so many ordinary modules, a folder at a time: all of them at once would fill the memory."""
    modules = _numbered(number)
    for folder in range(-(-number // _FILES_IN_A_FOLDER)):
        path = f"company/area_{folder // 20}/team_{folder}"
        some = islice(modules, _FILES_IN_A_FOLDER)
        yield {f"{path}/__init__.py": "", **{f"{path}/module_{n}.py": text for n, text in some}}


def _numbered(number: int) -> Iterator[tuple[int, str]]:
    for n, lines in zip(range(number), cycle(_LENGTHS)):
        yield n, ordinary(lines, n)


def _module(beginning: str, parts: tuple[str, ...], lines: int) -> str:
    made, missing = [beginning], lines - beginning.count("\n")
    for number, part in enumerate(cycle(parts)):
        if missing <= 0:
            break
        made.append(part.format(n=number))
        missing -= part.count("\n")
    return "".join(made)
