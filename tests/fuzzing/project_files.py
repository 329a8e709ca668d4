"""What the files of a small project may contain: every kind of file that an analysis reads, each in several versions.

They depend on each other, so that what one of them says decides on the findings in another. Keys are made up at random.
"""

from __future__ import annotations

import json
import random

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_chance = random.Random(16)


def _key(prefix: str) -> str:
    return prefix + "".join(_chance.choices(ALPHABET, k=27))


SANDBOX, LIVE = _key("sk_sbox_"), _key("sk_")

_SENDING = """\
import os
import requests
{imports}

def send(path, body=None):
    headers = {{"Authorization": f"Bearer {{os.environ['CKO_SECRET_KEY']}}"}}
    return requests.post(URL + path, json=body, headers={headers}, timeout=5)
"""
_CALLING = """\
{imports}

def {name}(order):
    response = send("/payments", {{"amount": order.amount}})
    {check}
    return response.json()["id"]
"""
_LOADING = """\
import os
import requests
{imports}

CONFIG = {loaded}

def refunds():
    found = requests.get(CONFIG["url"] + "/payments", headers={{"Authorization": "Bearer " + CONFIG["key"]}})
    found.raise_for_status()
    return found.json()
"""
_SDK = """\
import os
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

def client():
    return (CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"])
        {calls}.build())

def pay(order):
    try:
        return client().payments.request_payment(order)
    except Exception as error:
        raise SystemExit(str(error))
"""
_TOKENS = """\
import os
import requests
{imports}


class Keeper:
    def __init__(self):
        self._token = None

    def _access_token(self):
        if self._token is None:
            form = {{"grant_type": "client_credentials", "client_id": os.environ["ID"], "client_secret": os.environ["SECRET"]}}
            answer = requests.post("https://access.checkout.com/connect/token", data=form)
            answer.raise_for_status()
            self._token = answer.json()["access_token"]
        return self._token

    def transfers(self):
        headers = {{"Authorization": f"Bearer {{self._access_token()}}"}}
        requests.get("https://transfers.checkout.com/transfers/1", headers=headers).raise_for_status()
"""
_OWN_HOST = """\
import os
import pay_gateway
import requests

def ask(path):
    return requests.get("https://payments.example.com" + path, headers={})

def tell(path):
    return pay_gateway.send("POST", "https://api.checkout.com" + path, headers={})
"""
_BASELINE = {"version": "1.5.0", "plugins_used": [], "filters_used": [], "results": {}}


def _notebook(*cells: str, printed: str = "") -> str:
    made = [
        {
            "cell_type": "code", "metadata": {}, "execution_count": None, "source": cell.splitlines(keepends=True),
            "outputs": [{"output_type": "stream", "name": "stdout", "text": [printed]}] if printed else [],
        }
        for cell in cells
    ]  # fmt: skip
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def _accepting(*secrets: str) -> str:
    import hashlib

    hashes = [hashlib.sha1(secret.encode(), usedforsecurity=False).hexdigest() for secret in secrets]
    results = {"keys.py": [{"type": "Checkout.com", "hashed_secret": one, "line_number": 1} for one in hashes]}
    return json.dumps(_BASELINE | {"results": results})


_REQUEST = "import requests\nrequests.get('https://api.sandbox.checkout.com/workflows', headers={})"
_HOSTS = 'extra-hosts = {live = ["payments.example.com"]}\n'
_FUNCTIONS = 'request-functions = {"pay_gateway.send" = "requests.request"}\n'

PYTHON: dict[str, list[str]] = {
    "settings.py": [
        'URL = "https://api.sandbox.checkout.com"\n',
        'URL = "https://api.checkout.com"\nSANDBOX_URL = URL\n',
        'URL = "http://api.checkout.com"\n',
        'from build.hosts import HOST\nURL = "https://" + HOST\n',
        'from shared.hosts import HOST\nURL = "https://" + HOST\n',
    ],
    "client.py": [
        _SENDING.format(imports="from settings import URL", headers="headers"),
        _SENDING.format(imports="from settings import URL", headers="{}"),
        _SENDING.format(imports="from build.hosts import HOST\nURL = 'https://' + HOST", headers="headers"),
        _SENDING.format(imports="from linked import HOST\nURL = 'https://' + HOST", headers="headers"),
        "def send(:\n    # api.checkout.com\n",
        "def send(path, body=None):\n    pass\n",
    ],
    "shop.py": [
        _CALLING.format(imports="from client import send", name="pay", check=check)
        for check in ("response.raise_for_status()", "order.save()", "assert response.status_code == 204")
    ],
    "api/__init__.py": ["", "from client import send\n", "from .hosts import HOST\n"],
    "api/hosts.py": ['HOST = "api.checkout.com"\n', "HOST = None\n"],
    "api/refunds.py": [
        _CALLING.format(imports=imports, name="refund", check=check)
        for imports in ("from client import send", "from . import send", "from ..client import send")
        for check in ("response.raise_for_status()", "print(response.status_code)", "pass  # noqa: CKO401")
    ],
    "models.py": ["class Order:\n    amount = 1\n", "ORDER = None\n", f"KEY = '{SANDBOX}'  # pragma: allowlist secret\n"],
    "keys.py": [f"CKO_SECRET_KEY = '{SANDBOX}'\n", f"LIVE = '{LIVE}'\n", f"PROD_KEY = '{SANDBOX}'  # noqa: CKO201,CKO303\n"],
    "build/__init__.py": [""],
    "build/hosts.py": ['HOST = "api.checkout.com"\n', 'HOST = "example.com"\n', 'HOST = "api.sandbox.checkout.com"\n'],
    "shared/__init__.py": [""],
    "shared/hosts.py": ['HOST = "api.checkout.com"\n', 'HOST = "example.com"\n'],
    "loaded.py": [
        _LOADING.format(imports=imports, loaded=loaded)
        for imports, loaded in (
            ("import yaml", 'yaml.safe_load(open("config.yml"))'),
            ("import json", 'json.load(open("conf/config.json"))'),
            ("import tomllib", 'tomllib.load(open("conf/app.toml", "rb"))'),
            ("from dotenv import dotenv_values", 'dotenv_values(".env")'),
            ("from dotenv import load_dotenv\nload_dotenv()", '{"url": os.environ["CKO_URL"], "key": os.environ["CKO_KEY"]}'),
            ("import yaml", 'yaml.safe_load(open("build/config.yml"))'),
        )
    ],
    "sdk_pay.py": [
        _SDK.format(calls=".environment(Environment.production())"),
        _SDK.format(calls=".environment_subdomain('abc12345').environment(Environment.production())"),
        _SDK.format(calls=""),
    ],
    "checkout_sdk/__init__.py": [""],
    "checkout_sdk/checkout_sdk.py": ["class CheckoutSdk:\n    pass\n"],
    "checkout_sdk/environment.py": ["class Environment:\n    pass\n"],
    "checkout_sdk/exception.py": ["class CheckoutException(Exception):\n    pass\n"],
    "api/tokens.py": [_TOKENS.format(imports=""), _TOKENS.format(imports="from flask import Flask"), "KEEPER = None\n"],
    "uses.py": ["from api.tokens import Keeper\nKEEPER = Keeper()\n", "from flask import Flask\napp = Flask('x')\n"],
    "own_host.py": [_OWN_HOST, "import pay_gateway\n"],
    "conftest.py": ["import pytest\n@pytest.fixture\ndef url():\n    return 'https://api.checkout.com'\n", ""],
    "test_pay.py": ["import requests\ndef test_it(url):\n    requests.get(url + '/workflows', headers={})\n", "def test_it(url): pass\n"],
    "linked.py": ['HOST = "api.checkout.com"\n', 'HOST = "api.sandbox.checkout.com"\n'],
    "unrelated.py": ["X = 1\n", "X = 2\n", "import requests\n", "# noqa: missing-authorization\n"],
}  # fmt: skip
OTHERS: dict[str, list[str]] = {
    "requirements.txt": ["checkout-sdk==3.0.0\n", "checkout-sdk>=4.0\n", "-r requirements/base.txt\n", "flask\n", ""],
    "requirements-dev.txt": ["checkout-sdk==3.5.0\n", "-r more.txt\n", "pytest\n"],
    "more.txt": ["checkout-sdk==4.0.0\n", "checkout-sdk==3.1.0\n"],
    "requirements/base.txt": ["checkout-sdk==3.2.0\n", "flask\n"],
    "poetry.lock": ['[[package]]\nname = "checkout-sdk"\nversion = "3.4.0"\n', ""],
    "pylock.all.toml": ['[[packages]]\nname = "checkout-sdk"\nversion = "4.1.0"\n', ""],
    "Dockerfile": ["RUN pip install checkout-sdk==3.3.0\n", "FROM scratch\n"],
    "pyproject.toml": [
        "", '[project]\ndependencies = ["checkout-sdk<3.14"]\n', '[tool.cko-lint]\nplatform = "default"\n',
        f"[tool.cko-lint]\n{_HOSTS}", f"[tool.cko-lint]\n{_FUNCTIONS}", '[tool.cko-lint]\nselect = ["CKO1"]\n',
        '[tool.cko-lint]\nunsuppressable = ["live"]\nextend-exclude = ["shop.py"]\n', '[tool.cko-lint]\ncache-dir = "build/kept"\n',
        '[tool.cko-lint.per-file-ignores]\n"client.py" = ["CKO101"]\n',
        '[tool.cko-lint]\nurl-variables = ["settings.URL"]\npedantic = true\n',
    ],
    "cko-lint.toml": [_HOSTS, 'platform = "previous"\n', 'extend = "build/base.toml"\n'],
    "build/base.toml": [_HOSTS, _FUNCTIONS, 'ignore = ["CKO401"]\n'],
    "api/cko-lint.toml": ['platform = "default"\n', _HOSTS, 'ignore = ["CKO401"]\n', ""],
    "setup.cfg": ["", "[options]\ninstall_requires = checkout-sdk<4\n"],
    "setup.py": ["from setuptools import setup\nsetup(install_requires=['checkout-sdk==3.6.0'])\n"],
    "api/setup.cfg": [""],
    "api/pyvenv.cfg": [""],
    ".env": [
        f"CKO_URL=https://api.checkout.com\nCKO_KEY={SANDBOX}\nurl=https://api.checkout.com\nkey={SANDBOX}\n",
        "CKO_URL=https://api.sandbox.checkout.com\nurl=https://api.sandbox.checkout.com\n", "DEBUG=1\n",
    ],
    ".env.production": [f"CKO_KEY={SANDBOX}\n", "DEBUG=0\n"],
    "config.yml": [f"url: https://api.checkout.com\nkey: {SANDBOX}\n", "url: https://api.sandbox.checkout.com\nkey: x\n", "a: [\n"],
    "build/config.yml": [f"url: https://api.checkout.com\nkey: {SANDBOX}\n", "url: https://example.com\n"],
    "conf/config.yml": [f"url: https://api.checkout.com\nkey: {SANDBOX}\n", "url: https://example.com\n"],
    "conf/config.json": [json.dumps({"url": "https://api.checkout.com", "key": SANDBOX}), '{"url": "http://api.checkout.com"}'],
    "conf/app.toml": [f'url = "https://api.checkout.com"\nkey = "{SANDBOX}"\n', 'url = "https://example.com"\n'],
    ".secrets.baseline": [_accepting(), _accepting(SANDBOX), _accepting(LIVE, SANDBOX)],
    "api/.secrets.baseline": [_accepting(SANDBOX)],
    "note.ipynb": [
        _notebook(_REQUEST), _notebook("X = 1", _REQUEST), _notebook(*_REQUEST.split("\n")),
        _notebook("X = 1", printed=SANDBOX), _notebook("from client import send\nsend('/x')"), "{",
    ],
    "script": [f"#!/usr/bin/env python\n{_REQUEST}\n", "#!/bin/sh\necho\n"],
    ".gitignore": ["shop.py\n", "*.yml\n", "api/\n", ""],
}  # fmt: skip
CONTENTS = PYTHON | OTHERS
"""The versions of each file, by its path. What one version names, another file has, or has not."""
