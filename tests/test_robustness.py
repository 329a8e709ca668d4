"""A thousand damaged programs: none ends the run, hangs it, or passes as if it had been read.

A usual run takes every third of them, `--thorough` all. The inputs are made from the labelled cases, always the same ones. They are analysed in processes of their own, so
that one which took the process with it would be seen.
"""

from __future__ import annotations

import encodings.aliases
import itertools
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ALPHABET, ROOT
from labelled import LABELLED

from cko_lint import run
from cko_lint.config.settings import Settings

pytestmark = pytest.mark.once

SOURCES = sorted(path for path in LABELLED.glob("*/*.py") if path.stat().st_size < 3_000)
MOST_SECONDS = 10
MARKS = [*"()[]{}'\"\\:;,.=@!$?`#", "'''", "->", "\\N{", "{{", "}}", "f'", "rb'", "0x", "1_", "1e", "else", "match"]
Damaged = Iterator[bytes]

# Analyses each file alone and writes a line of JSON about it; dies with a traceback where one hangs.
BATCH = f"""
import ast, faulthandler, json, os, time, traceback, warnings
from cko_lint import run
from cko_lint.config.settings import Settings
from cko_lint.config.values import OutputFormat
from cko_lint.output import formats
from cko_lint.sources.prefilter import names_checkout
from cko_lint.syntax.source import decode

warnings.simplefilter("ignore")

def is_python(data):
    try:
        ast.parse(decode(data))
    except Exception:
        return False
    return True

def outcome(folder):
    report = run.run([folder], Settings(pedantic=True, show_unresolved=True, cache=False)).report
    for form in OutputFormat:
        formats.render(report, form.value)
    codes = [finding.code for finding in report.findings]
    if "CKO004" in codes:
        return "the analysis failed"
    with open(folder + "/pay.py", "rb") as file:
        data = file.read()
    if names_checkout(data) and not {{"CKO001", "CKO003"}} & {{*codes}} and not is_python(data):
        return "broken, and not a word about it"
    return None

for folder in sorted(os.listdir(".")):
    faulthandler.dump_traceback_later({MOST_SECONDS * 3}, exit=True)
    began = time.process_time()
    try:
        complaint = outcome(folder)
    except Exception:
        complaint = traceback.format_exc(limit=-3)
    if time.process_time() - began > {MOST_SECONDS}:
        complaint = "too slow"
    print(json.dumps([folder, complaint]), flush=True)
"""


def programs(count: int, seed: int) -> Iterator[tuple[bytes, random.Random]]:
    """Programs to damage, and what to choose the damage with."""
    chooser = random.Random(seed)
    for _ in range(count):
        yield chooser.choice(SOURCES).read_bytes(), chooser


def truncated() -> Damaged:
    for data, chooser in programs(200, 1):
        yield data[: chooser.randrange(len(data))]


def with_random_bytes_in_the_middle() -> Damaged:
    for data, chooser in programs(150, 2):
        at = chooser.randrange(len(data))
        yield data[:at] + chooser.randbytes(chooser.choice([1, 2, 8, 64])) + data[at:]


def with_random_marks_in_the_middle() -> Damaged:
    for data, chooser in programs(150, 3):
        at = chooser.randrange(len(data))
        mark = chooser.choice(MARKS)
        yield data[:at] + mark.encode() + data[at:]


def without_something() -> Damaged:
    for data, chooser in programs(100, 4):
        at = chooser.randrange(len(data))
        yield data[:at] + data[at + chooser.choice([1, 3, 20, 200]) :]


def of_two_halves() -> Damaged:
    for data, chooser in programs(60, 5):
        other = chooser.choice(SOURCES).read_bytes()
        yield data[: chooser.randrange(len(data))] + other[chooser.randrange(len(other)) :]


def with_null_bytes() -> Damaged:
    for data, chooser in programs(30, 6):
        at = chooser.randrange(len(data))
        yield data[:at] + b"\0" * chooser.choice([1, 4, 512]) + data[at:]


def in_every_encoding() -> Damaged:
    names = sorted(
        {*encodings.aliases.aliases.values(), "utf-8-sig", "latin-1", "klingon-8", "", "idna", "unicode_escape"}
    )
    for (data, chooser), name in zip(programs(len(names), 7), names, strict=True):
        cookie = chooser.choice(["# -*- coding: {} -*-\n", "#!/usr/bin/python\n# vim: set fileencoding={} :\n"])
        text = cookie.format(name) + '"""Überweisungen für 日本"""\n' + data.decode("utf-8", "replace")
        yield text.encode()
        try:
            yield text.encode(name, "replace")
        except (LookupError, UnicodeError, TypeError, AttributeError, AssertionError):
            yield text.encode("latin-1", "replace")


def with_a_byte_order_mark() -> Damaged:
    for data, _ in programs(8, 8):
        text = data.decode("utf-8", "replace")
        yield b"\xef\xbb\xbf" + data
        yield b"\xef\xbb\xbf# coding: latin-1\n" + data
        yield b"\xef\xbb\xbf\xef\xbb\xbf" + data
        yield b"\xff\xfe" + data
        yield text.encode("utf-16")
        yield text.encode("utf-32")


def with_other_line_ends_and_blanks() -> Damaged:
    for data, _ in programs(12, 9):
        yield data.replace(b"\n", b"\r\n")
        yield data.replace(b"\n", b"\r")
        yield data.replace(b"\n", b"\n\r")
        yield data.replace(b"\n\n", b"\n\f\n")
        yield data.replace(b"\n", b"\n\f")
        yield data.replace(b"    ", b"\t")
        yield data.replace(b"        ", b"\t")
        yield data.replace(b" ", b"\v")
        yield data.replace(b"\n\n", "\n\u2028\u0085\n".encode())
        yield data.replace(b"=", b"\\\n=") + b"\\"


def too_deep_or_too_long() -> Damaged:
    head = b'import requests\nfrom checkout_sdk.checkout_sdk import CheckoutSdk\nURL = "https://api.checkout.com"\n'
    for text in shapes():
        yield head + text.encode() + b'\nrequests.get(URL + "/payments", headers={})\n'


def shapes() -> Iterator[str]:
    """Programs that are deep, long or wide, as a program may be that another program wrote."""
    key = "sk_sbox_" + "".join(random.Random(10).choices(ALPHABET, k=27))
    for count in (150, 1_000, 20_000):
        for left, right in (("(", ")"), ("[", "]"), ("{1: ", "}"), ("f(", ")"), ("f'{", "}'")):
            yield f"x = {left * count}1{right * count}"
        yield "x = " + "(" * count
    for count in (700, 2_500):
        for joint in (" + ", " or ", " < ", " ** ", ", ", " = ", " if y else ", "\\\n+ "):
            yield "x = " + joint.join(["y"] * count)
        for before in ("not ", "-", "lambda: ", "await ", '"a" '):
            yield f'x = {before * count}"b"'
        yield "x = y" + "[0]" * count
        yield "x = URL" + ' + "/a"' * count + "\nrequests.get(x)"
    for count in (700, 2_000):
        yield "x = URL" + ".strip()" * count + "\nrequests.get(x)"
        yield "x = CheckoutSdk.builder()" + f".secret_key({key!r})" * count + ".build()"
        yield "x = y" + ".z" * count
        yield "x = {" + "".join(f"'{n}': requests.get, " for n in range(count)) + "}"
        yield "requests.get(URL, " + "".join(f"a{n}=URL, " for n in range(count)) + ")"
        yield "".join(f"@f{n}\n" for n in range(count)) + "def g(): pass"
    for count in (150, 450, 2_000):
        yield "if x: pass\n" + "".join(f"elif x == {n}: URL = 'https://api.checkout.com/{n}'\n" for n in range(count))
    for count in (150, 500):
        yield "".join(f"def f{n}(x): return f{n + 1}(x)\n" for n in range(count)) + "f0(URL)"
        yield "".join(f"x{n + 1} = x{n} + '/' if x{n} else URL\n" for n in range(count)) + f"requests.get(x{count})"
        yield "for x in y: URL = URL + '/'\n" * count
    for count in (20, 90, 150):
        for block in ("if x:", "def f():", "class C:", "for x in y:", "while x:", "with x:", "match x:\n{} case 1:"):
            lines = [" " * 2 * depth + block.format(" " * 2 * depth) for depth in range(count)]
            yield "\n".join([*lines, " " * 2 * count + "requests.get(URL)"])
        tries = [" " * depth + "try:" for depth in range(count)]
        excepts = [" " * depth + "except E: URL = 1" for depth in reversed(range(count))]
        yield "\n".join([*tries, " " * count + "requests.get(URL)", *excepts])


KINDS = {
    "changed somewhere": [
        truncated, with_random_bytes_in_the_middle, with_random_marks_in_the_middle, without_something, of_two_halves,
        with_null_bytes,
    ],
    "encoded otherwise": [in_every_encoding, with_a_byte_order_mark, with_other_line_ends_and_blanks],
    "too deep or too long": [too_deep_or_too_long],
}  # fmt: skip


@pytest.mark.parametrize("kinds", KINDS.values(), ids=KINDS)
def test_no_damage_ends_a_run(kinds: list[Callable[[], Damaged]], tmp_path: Path, thorough: bool) -> None:
    names = []
    for damage in sorted(kinds, key=lambda kind: kind.__name__):
        step = 1 if thorough or damage is too_deep_or_too_long else 3  # each of these is deep or long in its own way
        for number, data in itertools.islice(enumerate(damage()), 0, None, step):
            names.append(f"{damage.__name__}-{number:04}")
            folder = tmp_path / "inputs" / names[-1]
            folder.mkdir(parents=True)
            (folder / "pay.py").write_bytes(data)
            (folder / "requirements.txt").touch()  # a project of its own

    done = subprocess.run(
        [sys.executable, "-c", BATCH],
        cwd=tmp_path / "inputs",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )

    outcomes = dict(json.loads(line) for line in done.stdout.splitlines())
    assert {name: complaint for name, complaint in outcomes.items() if complaint is not None} == {}
    assert (list(outcomes), done.returncode) == (names, 0), done.stderr[-3_000:]


def test_there_are_a_thousand() -> None:
    assert sum(1 for kinds in KINDS.values() for damage in kinds for _ in damage()) >= 1_000


def test_a_large_dictionary_and_functions_that_call_each_other(tmp_path: Path) -> None:
    entries = "".join(f'    "k{n}": "v{n}",\n' for n in range(3_000))
    chain = "".join(
        f'def f{n}(x):\n    y = D.get(x, "k{n}")\n    if y == "v{n}":\n        return f{(n + 1) % 50}(y)\n'
        '    return get("/payments/" + y)\n\n\n'
        for n in range(50)
    )
    text = (
        f"import os\nimport requests\n\nD = {{\n{entries}}}\n\n\ndef get(path):\n"
        '    headers = {"Authorization": os.environ["CKO_SECRET_KEY"]}\n'
        '    return requests.get("https://api.checkout.com" + path, headers=headers).json()\n\n\n' + chain
    )
    (tmp_path / "a.py").write_text(text, "utf-8")
    started = time.perf_counter()
    assert {f.code for f in run.check([str(tmp_path)], Settings())} == {"CKO401"}
    assert time.perf_counter() - started < 20  # it was minutes
