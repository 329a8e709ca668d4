"""What makes no difference to a program makes none to what is found in it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from labelled import FOLDER

from cko_lint import run
from cko_lint.config.settings import Settings

PROGRAMS = {
    "unchecked": '''\
import os

import requests

URL = "https://api.sandbox.checkout.com"


def headers():
    return {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}


def pay(order):
    response = requests.post(URL + "/payments", json=order, headers=headers())
    return response.json()


def refund(number):
    requests.post(f"{URL}/payments/{number}/refunds", headers=headers()).raise_for_status()
''',
    "mixed": '''\
import os

import requests


class Client:
    def __init__(self, live):
        self.url = "https://api.checkout.com" if live else "https://api.sandbox.checkout.com"
        self.key = "sk_sbox_" + os.environ["CKO_KEY"]

    def pay(self, order):
        answer = requests.post(self.url + "/payments", json=order, headers={"Authorization": "Bearer " + self.key})
        if answer.status_code >= 400:
            raise RuntimeError(answer.status_code)
        return answer.json()


def main(live):
    return Client(live).pay({})
''',
    "correct": '''\
import os

import requests


def settings(live):
    if live:
        return "https://api.checkout.com", "sk_" + os.environ["CKO_LIVE"]
    return "https://api.sandbox.checkout.com", "sk_sbox_" + os.environ["CKO_SANDBOX"]


def pay(order, live):
    url, key = settings(live)
    answer = requests.post(url + "/payments", json=order, headers={"Authorization": "Bearer " + key})
    answer.raise_for_status()
    return answer.json()
''',
}  # fmt: skip

UNRELATED = "\n".join(
    ["import requests  # no api.checkout.com", "def busy(a, b, c):"]
    + [f"    if a.x{n} and (b.y{n} or c.z{n}):\n        b.y{n} = a.x{n} if c.z{n} else b.w{n}" for n in range(60)]
    + ["    return requests.get('https://example.com').json()", ""]
)


@pytest.fixture(params=PROGRAMS)
def program(request: pytest.FixtureRequest) -> str:
    return PROGRAMS[request.param]


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[str, str]]]:
    """Returns what is found in files: each code with the text of its place, as far as that is no layout."""

    def check(**files: str) -> list[tuple[str, str]]:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        monkeypatch.chdir(folder)
        for name, text in files.items():
            (folder / f"{name}.py").write_text(text)
        return sorted((f.code, place(f.location)) for f in run.run(["."], Settings(cache=False)).report.findings)

    return check


def place(location: object) -> str:
    """The text of a place, without what only formatting changes."""
    lines = Path(location.path).read_text().splitlines()[location.start.line - 1 : location.end.line]  # type: ignore[attr-defined]
    lines[-1] = lines[-1][: location.end.column - 1]  # type: ignore[attr-defined]
    lines[0] = lines[0][location.start.column - 1 :]  # type: ignore[attr-defined]
    return "".join("".join(lines).split()).replace('"', "'")


def test_the_programs_are_judged(found: Callable[..., list[tuple[str, str]]]) -> None:
    assert [[code for code, _ in found(pay=text)] for text in PROGRAMS.values()] == [["CKO401"], ["CKO301"], []]


@pytest.mark.parametrize("name", ["aaa", "zzz", "qay"])
def test_an_unrelated_file(name: str, program: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(pay=program, **{name: UNRELATED}) == found(pay=program)


def test_a_file_that_is_renamed(program: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    expected = found(pay=program)
    for name in ("a", "z", "payments_of_our_shop"):
        assert found(**{name: program}) == expected
        assert found(middle=UNRELATED, **{name: program}) == expected


def test_branches_before_the_request_that_do_nothing_to_it(
    program: str, found: Callable[..., list[tuple[str, str]]]
) -> None:
    expected = found(pay=program)
    for body in ("note = {n}", "return None", "raise ValueError", "pass"):
        branches = "\n".join(f"    if order_{n}():\n        {body.format(n=n)}" for n in range(50))
        module = program.replace("def pay(order):\n", f"def pay(order):\n{branches}\n")
        module = module.replace("def pay(order, live):\n", f"def pay(order, live):\n{branches}\n")
        inside = branches.replace("    if", "        if").replace("        " + body[:4], "            " + body[:4])
        module = module.replace("def pay(self, order):\n", f"def pay(self, order):\n{inside}\n")
        ast.parse(module)
        assert module != program
        assert found(pay=module) == expected


def test_functions_in_another_order(program: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    tree = ast.parse(program)
    definitions = (ast.FunctionDef, ast.ClassDef)
    moved = [n for n in tree.body if not isinstance(n, definitions)] + [
        n for n in tree.body if isinstance(n, definitions)
    ][::-1]
    assert found(pay=ast.unparse(ast.Module(moved, []))) == found(pay=program)


def test_another_layout(program: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(pay=ast.unparse(ast.parse(program))) == found(pay=program)


@pytest.mark.parametrize("name", ["provider_by_another_name.py", "session_signed_in_a_call_of_several_lines.py"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(name: str, end: str, found: Callable[..., list[tuple[str, str]]], tmp_path: Path) -> None:
    text = (FOLDER / "regressions/injection" / name).read_text()
    assert found(pay=text.replace("\n", end)) == found(pay=text)  # `found` writes line ends as they are
