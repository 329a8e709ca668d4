"""What identifies the source that a finding is about: no layout, no comments, no secrets."""

from __future__ import annotations

import pytest
from conftest import made_up_key

from cko_lint.checkout.subjects import subject_of_code, subject_of_text

ONE_LINE = 'response = requests.post(f"{API}/payments", json=body, headers={"Authorization": f"Bearer {KEY}"})'
SAME = {
    "wrapped": """\
        response = requests.post(
            f"{API}/payments",
            json=body,
            headers={"Authorization": f"Bearer {KEY}"},
        )""",
    "with comments": """\
        response = requests.post(  # noqa: S113
            f"{API}/payments", json=body,
            # the key's own header
            headers={"Authorization": f"Bearer {KEY}"},
        )  # cko-lint: ignore[CKO401] later""",
    "in parentheses": ONE_LINE.replace("json=body", "json=(\n    body\n)"),
    "with a backslash": ONE_LINE.replace("json=body, ", "json=body, \\\n    "),
    "with a literal in two pieces": ONE_LINE.replace("/payments", '/" f"payments'),
    "with other quotes": ONE_LINE.replace('"', "'"),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_layout_and_comments_make_no_difference(text: str) -> None:
    assert subject_of_code(text) == subject_of_code(ONE_LINE)


def test_pieces_of_one_literal_are_one() -> None:
    pieces = 'f("ab" f"cd"  # why\n    "ef", "g", "", "id")'
    assert subject_of_code(pieces) == subject_of_code('f("abcdef", "g", "", "id")')
    assert subject_of_code('f("a", "id")') != subject_of_code('f("b", "no")')


DIFFERENT = {
    "another endpoint": ONE_LINE.replace("/payments", "/customers/1"),
    "another function": ONE_LINE.replace("post", "put"),
    "another argument": ONE_LINE.replace("json=body", "json=order"),
    "a sign in a string": ONE_LINE.replace("Bearer ", "Bearer: # "),
}


@pytest.mark.parametrize("text", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_other_code_makes_a_difference(text: str) -> None:
    assert subject_of_code(text) != subject_of_code(ONE_LINE)


KEY = made_up_key("sk_")
SECRET = "q8Wk3nB5xZ7vL1mR"
HELD = {
    "a key": (KEY[3:], f'KEY = "{KEY}"'),
    "a key in a comment": (KEY[3:], f"x = 1  # {KEY}"),
    "a key in a docstring": (KEY[3:], f'"""\nold key: {KEY}\n"""'),
    "a key in pieces": (KEY[14:28], f'KEY = "{KEY[:14]}" + "{KEY[14:]}"'),
    "a client secret": (SECRET, f'auth=("ack_x", "{SECRET}")'),
    "a client secret of letters": ("qxwkznbvxzlvmr", 'auth=("ack_x", "qxwkznbvxzlvmr")'),
    "a client secret in pieces": ("q8Wk3nB5xZ7vL1mR", 'auth=("ack_x", "q8Wk3" "nB5xZ"\n"7vL1mR")'),
    "a client secret in groups": ("ab12-cd34-ef56-gh78", 'auth=("ack_x", "ab12-cd34-ef56-gh78")'),
    "a client secret in a string that an excerpt breaks off": ("qxwkznbvxzlvmr", 'auth=("ack_x", "qxwkznbvxzlvmr'),
    "a client secret in a text that goes over lines": ("qxwkznbvxzlvmr", '"""grant\nclient_secret=qxwkznbvxzlvmr\n"""'),
    "a client secret behind an apostrophe": (SECRET, f"# don't\nauth=('a', '{SECRET}')"),
    "a client secret without quotes": (SECRET, f"%env CKO_CLIENT_SECRET={SECRET}"),
}


@pytest.mark.parametrize(("secret", "text"), HELD.values(), ids=HELD.keys())
def test_of_a_secret_no_more_than_its_end(secret: str, text: str) -> None:
    subject = subject_of_code(text)
    assert not any(secret[at : at + 3] in subject for at in range(len(secret) - 2))


@pytest.mark.parametrize("value", [KEY, SECRET, "qxwkznbvxzlvmr"], ids=["key", "secret", "letters"])
def test_of_a_secret_in_configuration_no_more_than_its_end(value: str) -> None:
    subject = subject_of_text(f"CKO_CLIENT_SECRET={value}")
    assert not any(value[at : at + 3] in subject for at in range(3, len(value) - 2))
    assert subject != subject_of_text(f"CKO_CLIENT_SECRET={value[:-2]}ZZ")


def test_another_key_in_the_same_place_is_another_subject() -> None:
    assert subject_of_code(f'KEY = "{KEY}"') != subject_of_code(f'KEY = "sk_sbox_{KEY[3:]}"')
    assert subject_of_code(f'KEY = "{KEY}"') != subject_of_code(
        f'KEY = "{KEY[:-2]}{"ab" if KEY[-2:] != "ab" else "cd"}"'
    )
