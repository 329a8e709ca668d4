"""`cko-lint key`: the form of a key is told, a slip is named, and the key is never shown."""

from __future__ import annotations

import base64
import io
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from cko_lint.checkout.keys import parse_key
from cko_lint.checkout.slips import slips
from cko_lint.cli import main

pytestmark = pytest.mark.once

CHECK_SYMBOLS = "abcdefghijklmnopqrstuvwxyz234567*#$="
ALPHABET = CHECK_SYMBOLS[:32]
RANDOM = random.Random(20261130)


def made_up() -> str:
    """Returns a key that nobody has, with the check character that fits."""
    while True:
        data = RANDOM.randbytes(16)
        residue = int.from_bytes(data, "little") % 37
        if residue < len(CHECK_SYMBOLS):
            body = base64.b32encode(data).decode().rstrip("=").lower()
            return RANDOM.choice(["sk_sbox_", "pk_sbox_", "sk_", "pk_"]) + body + CHECK_SYMBOLS[residue]


KEYS = [made_up() for _ in range(2_000)]


def split(key: str) -> tuple[str, str]:
    return key[: len(key) - 27], key[-27:]


def swapped(key: str) -> str:
    prefix, body = split(key)
    at = RANDOM.choice([at for at in range(26) if body[at] != body[at + 1]])
    return prefix + body[:at] + body[at + 1] + body[at] + body[at + 2 :]


def with_wrong_character(key: str) -> str:
    prefix, body = split(key)
    at = RANDOM.randrange(26)
    return prefix + body[:at] + RANDOM.choice(ALPHABET.replace(body[at], "")) + body[at + 1 :]


def with_doubled_character(key: str) -> str:
    prefix, body = split(key)
    at = RANDOM.randrange(26)
    return prefix + body[:at] + body[at] + body[at:]


def with_lookalike(letter: str, sign: str) -> Callable[[str], str]:
    def changed(key: str) -> str:
        prefix, body = split(key)
        return prefix + body[:26].replace(letter, sign) + body[26]

    return changed


SLIPS: dict[str, tuple[Callable[[str], str], str]] = {
    "swapped": (swapped, "changed places"),
    "wrong": (with_wrong_character, "a character is wrong"),
    "0 for o": (with_lookalike("o", "0"), "`0` is in no key"),
    "1 for l": (with_lookalike("l", "1"), "`1` is in no key"),
    "cut": (lambda key: key[: -RANDOM.randrange(1, 8)], "it is cut"),
    "doubled": (lambda key: key + key, "stands there twice"),
    "a doubled character": (with_doubled_character, "a character is doubled"),
    "whitespace": (lambda key: RANDOM.choice([f" {key}", f"{key} ", f"{key}\n", f"\t{key}\r\n"]), "whitespace"),
    "whitespace inside": (lambda key: f"{key[:12]} {key[12:]}", "whitespace is inside"),
    "quotes": (lambda key: f'"{key}"', "quotation marks"),
    "Bearer": (lambda key: f"Bearer {key}", "`Bearer `"),
    "a variable": (lambda key: f"CKO_SECRET_KEY={key}", "name of a variable"),
    "capitals": (lambda key: key[:-27] + key[-27:].upper(), "capital letters"),
    "another vendor's prefix": (lambda key: "sk_live_" + key[-27:], "no key begins with `sk_live_`"),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_among_the_first_three_explanations(name: str, thorough: bool) -> None:
    slip, words = SLIPS[name]
    told = asked = 0
    for key in KEYS if thorough else KEYS[:1_000]:
        text = slip(key)
        if text == key:
            continue
        asked += 1
        parsed = parse_key(text)
        found = [] if parsed is not None and parsed.check else slips(text)[:3]
        told += any(words in explanation.words for explanation in found)
        body = key[-27:]
        assert not any(body[at : at + 6] in explanation.words for explanation in found for at in range(22))
    assert asked > 500
    assert told >= 0.95 * asked


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (
            "sk_sbox_",
            ["secret key, sandbox, default platform", "fits", "Authorization: Bearer sk_sbox_…", "api.sandbox."],
        ),
        ("pk_", ["public key, live, default platform", "fits", "Authorization: Bearer pk_…", "api.checkout.com"]),
    ],
)
def test_a_key_in_the_right_form(
    key: str, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key += next(k[-27:] for k in KEYS if k.startswith(key))
    monkeypatch.setenv("SHOP_KEY", key)
    assert main(["key", "SHOP_KEY"]) == 0
    printed = capsys.readouterr().out
    assert all(word in printed for word in words), printed
    assert key[-12:-2] not in printed


def test_a_key_of_the_previous_platform_is_sent_without_bearer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CKO_SECRET_KEY", "sk_test_0b4a1f5c-77aa-4b3d-9c4e-2f6d1e8a9b0c")
    assert main(["key"]) == 0
    printed = capsys.readouterr().out
    assert "previous platform" in printed
    assert "Authorization: sk_test_…" in printed


def test_it_reads_files_and_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = KEYS[0]
    (tmp_path / "key").write_text(f"{key}\n")
    assert main(["key", "--file", str(tmp_path / "key")]) == 0
    assert "check character   fits" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(key[:-3].encode())))
    assert main(["key", "-", "--output-format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["is_key"] is False
    assert found["slips"] == ["it is cut: 24 of 27 characters stand behind the prefix"]


def test_of_another_secret_nothing_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CKO_SECRET_KEY", "sk_" + "Zq%7!wxM" * 3 + "_9!")
    assert main(["key"]) == 1
    explained = capsys.readouterr().out.partition("\n")[2]
    assert "characters that no key has stand behind its prefix, number 3, " in explained
    assert not set("%!") & set(explained)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["key", KEYS[0]], "must be the name of an environment variable"),
        (["key", f"Bearer {KEYS[0]}"], "must be the name of an environment variable"),
        (["key", "NO_SUCH_KEY"], "there is no environment variable 'NO_SUCH_KEY'"),
        (["key", "--file", "no/such/file"], "cannot read no/such/file"),
        (["key", "HOME", "--file", "key"], "not both"),
    ],
)
def test_what_cannot_be_read_is_an_error_without_a_key(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert words in printed.err
    assert KEYS[0][-12:] not in printed.out + printed.err


def test_an_empty_variable(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CKO_SECRET_KEY", "")
    assert main(["key"]) == 1
    assert capsys.readouterr().out == "CKO_SECRET_KEY: empty\n"


def test_the_check_character_is_that_of_the_16_bytes() -> None:
    seen = set()
    for _ in range(2_000):
        data = RANDOM.randbytes(16)
        body = base64.b32encode(data).decode().rstrip("=").lower()
        residue = int.from_bytes(data, "little") % 37
        for symbol in {RANDOM.choice(CHECK_SYMBOLS), CHECK_SYMBOLS[residue % len(CHECK_SYMBOLS)]}:
            key = parse_key(f"sk_sbox_{body}{symbol}")
            assert key is not None
            seen.add(key.check)
            assert key.check is (None if residue == len(CHECK_SYMBOLS) else CHECK_SYMBOLS[residue] == symbol)
        no_last = parse_key(f"sk_sbox_{body[:25]}b{symbol}")
        assert no_last is not None
        assert no_last.check is False
    assert seen == {True, False, None}
