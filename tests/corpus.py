"""Made-up keys of every format in files of many kinds, and what only looks like one: the same ones in every run."""

from __future__ import annotations

import random
import string
import uuid
from pathlib import Path

BODY = "abcdefghijklmnopqrstuvwxyz234567"
FORMATS = (
    "sk_sbox_",
    "sk_",
    "pk_sbox_",
    "pk_",
    "sk_test_",
    "sk_ ",
    "pk_test_",
    "pk_ ",
)  # with a space: of the previous platform
chance = random.Random(20261124)

# One line each, `{}` where the key goes, with what stands around it in such a file.
KINDS = {
    ".env": "CKO_KEY={}",
    ".env.local": 'export CKO_KEY="{}"',
    "compose.yml": "      CKO_KEY: '{}'",
    "values.yaml": "  - name: CKO_KEY\n    value: {}",
    "settings.toml": 'cko_key = "{}"',
    "config.json": '  "key": "{}",',
    "minified.json": '{{"a":[1,2,{{"b":"c"}}],"checkout":{{"key":"{}","x":null}},"z":""}}',
    "worker.ini": "key = {}",
    "setup.cfg": "key={}",
    "app.properties": "cko.key={}",
    "run.sh": "export CKO_KEY='{}'",
    "curl.bash": 'curl -H "Authorization: Bearer {}" https://api.checkout.com/workflows',
    "Dockerfile": "ENV CKO_KEY={}",
    "Dockerfile.prod": "ARG CKO_KEY={}",
    "secrets.tfvars": 'cko_key = "{}"',
    "main.tf": '  default = "{}"',
    "README.md": "Set the key: `{}`.",
    "guide.rst": "    CKO_KEY={}",
    "calls.http": "Authorization: Bearer {}",
    "postman.json": '    {{"key": "secretKey", "value": "{}", "type": "secret"}},',
    "nginx.conf": 'proxy_set_header Authorization "{}";',
}


def made_up(form: str) -> str:
    """A key as Checkout.com's validators take it."""
    if form.endswith(("test_", " ")):
        return form.strip() + str(uuid.UUID(int=chance.getrandbits(128)))
    return form + "".join(chance.choices(BODY, k=26)) + chance.choice(BODY + "*#$=")


def look_alike() -> str:
    """What is no key of Checkout.com: identifiers of its own, keys of others, hashes."""
    base32 = "".join(chance.choices(BODY, k=26))
    alnum = string.ascii_letters + string.digits
    return chance.choice(
        [
            *(f"{prefix}_{base32}" for prefix in ("pay", "src", "tok", "cus", "evt", "wf", "pc", "ent", "ack", "dsp")),
            f"gsk_{base32}a", f"task_{base32}a", f"mdb_sa_sk_{base32}a", f"whsk_{base32}2",
            f"sk_live_{''.join(chance.choices(alnum, k=24))}", f"pk_live_{''.join(chance.choices(alnum, k=24))}",
            f"sk_test_51{''.join(chance.choices(alnum, k=97))}", f"sk-proj-{''.join(chance.choices(alnum, k=48))}",
            f"sk_{chance.getrandbits(192):048x}", f"pk_{''.join(chance.choices(alnum, k=34))}",
            str(uuid.UUID(int=chance.getrandbits(128))), f"{chance.getrandbits(256):064x}",
            f"sk_sbox_{base32[:25]}", f"sk_sbox_{base32}aa", f"sk_{base32}A", f"sk_test_{base32}a", base32.upper() + "======",
        ]
    )  # fmt: skip


def plant(folder: Path, each: int = 100) -> dict[tuple[str, int], str]:
    """Writes files of every kind with keys in them; returns the keys by file and line."""
    planted: dict[tuple[str, int], str] = {}
    for kind, line in {**KINDS, "settings.py": 'CKO_SECRET_KEY = "{}"'}.items():
        lines: list[str] = []
        for number in range(each):
            key = made_up(FORMATS[number % len(FORMATS)])
            # A name of its own: of two entries of one name, a parser of YAML sees the last.
            lines += ["", *line.replace("KEY", f"KEY_{number}", 1).format(key).split("\n")]
            planted[kind, len(lines)] = key
        (folder / kind).write_text("\n".join(lines) + "\n", "utf-8")
    return planted


def plant_look_alikes(folder: Path, each: int = 950) -> int:
    """Writes files of every kind with what looks like a key; returns how many there are."""
    kinds = {**KINDS, "settings.py": 'CKO_SECRET_KEY = "{}"'}
    for kind, line in kinds.items():
        lines = [
            line.format(look_alike()).replace("CKO_KEY", "TOKEN").replace("CKO_SECRET_KEY", "SECRET_TOKEN")
            for _ in range(each)
        ]
        (folder / kind).write_text("\n".join(lines) + "\n", "utf-8")
    return each * len(kinds)
