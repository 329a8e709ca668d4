"""Texts too large to be kept: they are read in blocks and their lines in pieces, and nothing shows of it but the memory."""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Project, made_up_key, place_and_code
from corpus import FORMATS, KINDS, made_up
from hypothesis import given, settings
from hypothesis import strategies as some

from cko_lint import cli
from cko_lint.checkout.keys import find_keys
from cko_lint.sources import lines
from cko_lint.sources import scan as files
from cko_lint.sources.lines import pieces, split_lines, window

pytestmark = pytest.mark.once


@contextlib.contextmanager
def small_limits(block: int = 512) -> Iterator[None]:
    """Makes every file of more than some bytes a large one, and every line of more than some characters a long one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_BLOCK", 16)
        patch.setattr(files, "LARGE", 32)
        patch.setattr(files, "_LARGE_BLOCK", block)
        patch.setattr(lines, "_LONGEST", 400)
        patch.setattr(lines, "_SHARED", 150)
        yield


# ------------------------------------------------------------------ blocks and pieces

WORDS = ["a", "é", "日本", "\U0001f511", " ", '"', ",", "=", "\r", "\n", "\r\n", "x" * 90, '{"url": ', "CKO_KEY: "]


@some.composite
def texts(draw: some.DrawFn) -> str:
    chooser = random.Random(draw(some.integers(0, 2**32)))
    words = [*draw(some.lists(some.sampled_from(WORDS), min_size=1, max_size=6)), " "]
    parts = chooser.choices([*words, ""], k=draw(some.integers(0, 400)))
    return "".join(part or f" {made_up(chooser.choice(FORMATS))} " for part in parts)


@given(text=texts(), block=some.integers(8, 600), encoding=some.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
@settings(max_examples=150, deadline=None)
def test_lines_are_whole_and_every_key_is_seen_once(text: str, block: int, encoding: str) -> None:
    with small_limits(block):
        found = list(pieces(files._in_blocks(io.BytesIO(text.encode(encoding)))))
    seen: dict[int, str] = {}
    keys = []
    for piece in found:
        line = seen.setdefault(piece.number, "")
        assert piece.before <= len(line)
        assert line[piece.before :] == piece.text[: len(line) - piece.before]
        seen[piece.number] = line[: piece.before] + piece.text
        keys += [(piece.number, piece.before + at, key) for at, key in find_keys(piece.text) if piece.owns(at)]
    whole = split_lines(text)
    assert list(seen) == list(range(1, len(whole) + 1))
    assert list(seen.values()) == whole
    assert keys == [(number, at, key) for number, line in enumerate(whole, 1) for at, key in find_keys(line)]


@given(key=some.sampled_from(FORMATS).map(made_up), left=some.integers(0, 3000), right=some.integers(0, 3000))
@settings(max_examples=100, deadline=None)
def test_a_window_tears_no_key(key: str, left: int, right: int) -> None:
    left = min(left, 80 * len(key) + 240)
    line = (f'"{key}",' * 80)[:left] + f'"{key}"' + f',"{key}"' * (right // 40)
    shown = window(line, left + 2)
    assert shown.text[left + 1 - shown.before :].startswith(key)
    if left == 0 or line[:left].endswith(","):
        assert shown.text.count(key) == shown.text.count(key[-20:]) == shown.text.count(key[:20])


# ------------------------------------------------------------------- what is reported


def printed(*arguments: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        cli.main(["check", *arguments])
    return out.getvalue()


@pytest.mark.parametrize("form", ["full", "json"])
def test_the_same_is_reported_as_of_a_small_one(form: str, project: Project) -> None:
    comment = {".json": "", ".ini": "  ; pragma: allowlist secret", ".md": "  <!-- pragma: allowlist secret -->"}
    content = {}
    for kind, line in KINDS.items():
        written = [line.format(made_up(FORMATS[number % len(FORMATS)])) for number in range(16)]
        written[3] += comment.get(Path(kind).suffix, "  # pragma: allowlist secret")
        written[7] += "  # cko-lint: ignore[CKO202] it is public"
        content[kind] = "\n".join(["# about the keys of Checkout.com", *written])
    content["production.yaml"] = (
        f"checkout:\n  sandbox: no\n  values:\n    - name: LIVE_KEY\n      value: {made_up_key()}\n"
    )
    content["deploy/prod/utf16.env"] = f"CKO_KEY={made_up_key()}\nURL=https://api.sandbox.checkout.com\n"
    project({name: text.encode("utf-16" if "utf16" in name else "utf-8") for name, text in content.items()})
    expected = without_fixes(printed("--output-format", form))
    assert expected.count("CKO201") > 100
    with small_limits():
        assert without_fixes(printed("--output-format", form)) == expected


def without_fixes(report: str) -> str:
    """A report without what it says of fixes: a text that is not kept in memory is not edited."""
    if report.startswith("{"):
        content = json.loads(report)
        for found in content["diagnostics"]:
            del found["fix"]
        return json.dumps(content)
    return re.sub(r" \[\*\](?=:)|\n\[\*\] .*", "", report)


def test_what_is_on_a_line_in_pieces(project: Project) -> None:
    items = [{"name": "x" * 30, "value": number} for number in range(60)]
    items[20]["cko_live_key"] = sandbox = made_up_key()
    items[40]["cko_secret_key"] = other = made_up_key("sk_")
    line = json.dumps(items)
    project({"a.json": line, "b.json": f"{line}  // pragma: allowlist secret", "c.sh": f"# {line}"})
    with small_limits():
        told = printed("--output-format", "concise").splitlines()
    at, then = line.index(sandbox) + 1, line.index(other) + 1
    assert [place_and_code(said) for said in told] == [
        f"a.json:1:{at}: CKO201",
        f"a.json:1:{at}: CKO303",
        f"a.json:1:{then}: CKO201",
        f"b.json:1:{at}: CKO303",
        f"c.sh:1:{at + 2}: CKO201",
        f"c.sh:1:{then + 2}: CKO201",
    ]


def test_a_file_that_changes_in_the_meantime_ends_where_it_ends(project: Project) -> None:
    folder = project({"a.env": f"CKO_SECRET_KEY={made_up_key()}\n" * 4})
    with small_limits():
        source = files.load("a.env", str(folder / "a.env"))
    assert source.is_large
    (folder / "a.env").unlink()
    assert list(source.blocks()) == []


# ----------------------------------------------------------------------------- memory

MEASURE = """
    import resource, sys
    from cko_lint import cli
    cli.main(["check", "--isolated", sys.argv[1]])
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it has no resource module")
@pytest.mark.parametrize("form", ["many.yaml", "minified.json"])
def test_memory_does_not_grow_with_the_file(form: str, tmp_path: Path) -> None:
    peaks = []
    for megabytes in (5, 12):
        path = tmp_path / f"{megabytes}-{form}"
        begin, item, end = (
            ("[", '{"name":"%s","value":3},', "{}]")
            if form.endswith("json")
            else ("", "  - name: %s\n    value: 3\n", "")
        )
        with path.open("w") as file:
            file.write(begin)
            for _ in range(megabytes):
                file.write(item % ("y" * 60) * (1_000_000 // len(item % ("y" * 60))))
                file.write(item % f'checkout.com","cko_secret_key":"{made_up_key()}')
            file.write(end)
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(MEASURE), str(path)], capture_output=True, text=True, check=True
        )
        assert f"{megabytes} errors in 1 file" in done.stdout
        peaks.append(int(done.stdout.split()[-1]) // (1024 if sys.platform == "darwin" else 1))
    small, large = peaks
    assert large - small < 3_000, f"{peaks} KB"
