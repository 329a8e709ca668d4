"""Programs that are nearly the labelled ones: with other tokens, lines and bytes, with pieces of each other, or newer syntax."""

from __future__ import annotations

import io
import random
import sys
import tokenize
from collections.abc import Callable
from functools import cache
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from labelled import FOLDER  # noqa: E402

LONGEST = 6_000

_OPERATORS = (
    "+ - * ** / // % @ << >> & | ^ ~ < > <= >= == != in is not and or := = += -> . , : ; ( ) [ ] { } ...".split()
)
_WORDS = (
    "None True False self cls not and or is in if else elif for while try except finally with as return yield await async def class "
    "lambda global nonlocal del pass break continue raise import from match case type assert 0 1 -1 0.0 1e999 10**6 '' b'' f'' '{}' "
    "[] {} () ... ::0 ::-1 * ** print(x) __name__ __import__ eval exec super() object getattr(x,'y') setattr(x,'y',1) vars() globals() "
    "requests response headers Authorization Bearer url key json status_code raise_for_status() ok"
).split()
_LINES = (
    "x = x[::0]", "x %= 0", "x = 1 // 0", "x = 'a' * -1", "x = 10 ** 10", "global x", "nonlocal x", "del x", "raise", "return", "yield", "await x",
    "from __future__ import annotations", "from . import x", "from .... import y", "from pay import *", "import sys; sys.exit()",
    "if status_code // 0 == 4: pass", "x = lambda *a, **k: x", "def f(*, x=f, **y): return f(*x, **y)", "class A(A): x = A", "class M(type): pass",
    "match x:\n    case {'a': [1, *y], **z} if y: pass\n    case A(b=1) | None: pass", "type X[T: int] = dict[str, X[T]]",
    "def g[T, *Ts, **P](x: T) -> T: return x", "try: pass\nexcept* ValueError: pass", "with (open('a') as a, b as b.c[0]): pass",
    "x = f'{x!r:>{y}}{{{z}}}'", "print(f\"{x['y']}\")", "(x := [y := 1, y**2])", "async def h(): async for i in h(): yield i", "x: int",
    "*a, b = c", "a = b = (c, [d, *e]) = f", "@(lambda f: f)\ndef k(): return k()", "for x in x: x = [x]\nelse: x = x", "while True: x = {x: x}",
    "x = {**x, 'a': x}", "headers = headers | headers", "headers['Authorization'] = headers", "requests.get = requests.post",
    "url = url % url", "url = url.format(url, url=url)", "url = ''.join(url for url in url)", "assert (response.status_code, 'x')",
    "x = [x for x in x if x for y in x]", "x = not x == x is x", "x = 0x" + "f" * 400, "x = 1" + "0" * 5000, "x = -" * 30 + "1", "self.self = self",
)  # fmt: skip


@cache
def programs() -> tuple[str, ...]:
    """The labelled programs, and those that were once got wrong."""
    paths = sorted(FOLDER.rglob("*.py"))
    texts = (path.read_bytes().decode("utf-8", "replace") for path in paths)
    return tuple(text for text in texts if text.strip() and len(text) <= LONGEST)


def _tokens(text: str) -> list[tokenize.TokenInfo]:
    try:
        return [t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.string.strip()]
    except (SyntaxError, tokenize.TokenError):
        return []


def _with(text: str, token: tokenize.TokenInfo, new: str) -> str:
    lines = text.splitlines(keepends=True)
    (first, start), (last, end) = token.start, token.end
    tail = lines[last - 1][end:]
    lines[first - 1 : last] = [lines[first - 1][:start] + new + tail]
    return "".join(lines)


def token_replaced(text: str, chance: random.Random) -> str:
    tokens = _tokens(text)
    if not tokens:
        return text
    others = _tokens(chance.choice(programs())) or tokens
    new = chance.choice([chance.choice(_OPERATORS), chance.choice(_WORDS), chance.choice(others).string, ""])
    return _with(text, chance.choice(tokens), new)


def token_like_it_replaced(text: str, chance: random.Random) -> str:
    """A name takes the place of a name, a string of a string: most of these programs can be parsed."""
    tokens = _tokens(text)
    if not tokens:
        return text
    old = chance.choice(tokens)
    alike = [token for token in tokens if token.type == old.type]
    if old.type == tokenize.OP:
        groups = ("+ - * / // % ** @ | & ^ << >>", "< > <= >= == != in is", "= += -= |= %=", ". ,", "( ) [ ] { }")
        return _with(
            text, old, chance.choice(next((g.split() for g in groups if old.string in g.split()), [old.string]))
        )
    return _with(text, old, chance.choice(alike).string)


def token_doubled(text: str, chance: random.Random) -> str:
    tokens = _tokens(text)
    if not tokens:
        return text
    token = chance.choice(tokens)
    return _with(text, token, f"{token.string} {token.string}")


def line_moved(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randrange(len(lines) + 1), line)
    return "".join(lines)


def line_gone(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return "".join(lines)


def line_twice(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    return "".join([*lines[: at + 1], *lines[at:]])


def line_added(text: str, chance: random.Random) -> str:
    """A line as it stands in no program that somebody means, with the indent of where it is put."""
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())].strip("\n")
    names = [
        token.string for token in _tokens(text) if token.type == tokenize.NAME and not _is_keyword(token.string)
    ] or ["x"]
    new = chance.choice(_LINES)
    if chance.random() < 0.7:
        new = new.replace("x", chance.choice(names)) if "exc" not in new and "ex" not in new else new
    return "".join([*lines[:at], *(f"{indent}{line}\n" for line in new.split("\n")), *lines[at:]])


def indent_changed(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    upto = min(len(lines), at + chance.choice([1, 2, 5]))
    lines[at:upto] = ["    " + line if chance.random() < 0.7 else line.removeprefix("    ") for line in lines[at:upto]]
    return "".join(lines)


def spliced(text: str, chance: random.Random) -> str:
    """Some lines of another program stand among its own."""
    lines, others = text.splitlines(keepends=True), chance.choice(programs()).splitlines(keepends=True)
    start = chance.randrange(len(others))
    piece = others[start : start + chance.choice([1, 3, 10, 40])]
    at = chance.randrange(len(lines) + 1)
    return "".join([*lines[:at], *piece, *lines[at:]])


def appended(text: str, chance: random.Random) -> str:
    """Another program follows it, whose definitions replace its own where they have the same names."""
    return text.rstrip() + "\n\n" + chance.choice(programs())


def wrapped(text: str, chance: random.Random) -> str:
    """It is the body of something."""
    around = [
        "def f():",
        "class A:",
        "if x:",
        "for x in y:",
        "while x:",
        "with x:",
        "try:",
        "async def f():",
        "class A[T](B):",
    ]
    made = chance.choice(around)
    body = "".join("    " + line if line.strip() else line for line in text.splitlines(keepends=True))
    return f"{made}\n{body}\n" + ("except* E:\n    pass\n" if made == "try:" else "")


def bytes_changed(text: str, chance: random.Random) -> str:
    data = bytearray(text.encode())
    for _ in range(chance.choice([1, 1, 4])):
        data[chance.randrange(len(data))] = chance.choice([chance.randrange(256), *b"\0\t\r\f\\'\"#([{"])
    return data.decode("latin-1")


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    token_replaced, token_like_it_replaced, token_like_it_replaced, token_like_it_replaced, token_doubled, line_moved, line_gone,
    line_twice, line_added, line_added, line_added, indent_changed, spliced, spliced, appended, wrapped, bytes_changed,
)  # fmt: skip


def _is_keyword(word: str) -> bool:
    import keyword

    return keyword.iskeyword(word)


def mutant(chance: random.Random) -> str:
    """Returns a program that has been changed once, or a few times."""
    text = chance.choice(programs())
    for _ in range(chance.choice([1, 1, 2, 4])):
        if text.strip():
            text = chance.choice(MUTATIONS)(text, chance)
    return text
