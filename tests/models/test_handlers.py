"""Where a project handles the errors of the SDK for all of its code, no call has to; a table of ways in which it does, or seems to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from cko_lint import run
from cko_lint.config import settings as config

CALL = """
import os

from checkout_sdk.checkout_sdk import CheckoutSdk

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment_subdomain("abcd1234").build()


def show(payment):
    return api.payments.get_payment_details(payment)
"""
ERROR = "from checkout_sdk.exception import CheckoutApiException\n"
REST = 'REST_FRAMEWORK = {"EXCEPTION_HANDLER": "pay.errors.handler"}\n'

HANDLED = {
    "a handler of Django REST framework that asks for the errors": {
        "settings.py": REST,
        "pay/errors.py": ERROR
        + "def handler(exc, context):\n    if isinstance(exc, CheckoutApiException):\n        return Response()\n",
    },
    "one that answers everything": {
        "settings.py": REST,
        "pay/errors.py": "def handler(exc, context):\n    answer = {}\n    return JsonResponse(answer, status=502)\n",
    },
    "one that answers all that it does not ask for": {
        "settings.py": REST,
        "pay/errors.py": (
            "def handler(exc, context):\n    if isinstance(exc, Http404):\n        raise exc\n"
            "    else:\n        return JsonResponse({}, status=502)\n"
        ),
    },
    "one of a package that is not here": {
        "settings.py": 'REST_FRAMEWORK = {"EXCEPTION_HANDLER": "acme.errors.handler"}\n'
    },
    "one that is made elsewhere": {"settings.py": REST, "pay/errors.py": "from acme.errors import handler\n"},
    "handlers by their class": {
        "main.py": ERROR + "app = Starlette(exception_handlers={CheckoutApiException: refused})\n"
    },
    "a callback for a failure": {"dag.py": 'default_args = {"on_failure_callback": notify}\n'},
    "tasks that are tried again": {"tasks.py": ERROR + 'options = {"autoretry_for": (CheckoutApiException,)}\n'},
    "an event of a failure": {
        "events.py": "from acme import bus, JOB_FAILED\n@bus.event_handler(JOB_FAILED)\ndef failed(event):\n    page(event)\n"
    },
    "a router of errors": {
        "bot.py": "from acme.bots import Router\nrouter = Router()\n@router.errors()\nasync def failed(event):\n    page(event)\n"
    },
    "a router of errors of a module": {
        "bot.py": "import acme.bots\n@acme.bots.router.errors()\nasync def failed(event):\n    page(event)\n"
    },
    "a command that is looked up by its name": {
        "main.py": ERROR
        + "import sys\nimport pay\ndef main():\n    try:\n        getattr(pay, sys.argv[1])()\n"
        + "    except CheckoutApiException as error:\n        sys.exit(str(error))\n"
    },
    "a command among the globals": {
        "main.py": ERROR
        + "import sys\nfrom pay import *\ndef main():\n    try:\n        globals()[sys.argv[1]]()\n"
        + "    except CheckoutApiException as error:\n        sys.exit(str(error))\n"
    },
    "a command of argparse in another module": {
        "main.py": ERROR
        + "import sys\nfrom acme import add_commands\ndef main(parser):\n    add_commands(parser)\n    args = parser.parse_args()\n"
        + "    try:\n        args.func(args)\n    except CheckoutApiException as error:\n        sys.exit(str(error))\n"
    },
    "a command of argparse by another name": {
        "main.py": ERROR
        + "import sys\nfrom acme import commands\ndef main(parser):\n    parser.set_defaults(command=commands.first)\n"
        + "    args = parser.parse_args()\n    try:\n        args.command(args)\n"
        + "    except CheckoutApiException as error:\n        sys.exit(str(error))\n"
    },
    "an application of a function": {
        "main.py": ERROR
        + "import sys\nfrom typer import Typer\ndef main():\n    app = Typer()\n    try:\n        app()\n"
        + "    except CheckoutApiException as error:\n        sys.exit(str(error))\n"
    },
    "each of several commands": {
        "main.py": ERROR
        + "import sys\ndef main(commands):\n    for command in commands:\n        try:\n            command()\n"
        + "        except CheckoutApiException as error:\n            sys.exit(str(error))\n"
    },
    "a job that performs itself": {
        "middleware.py": ERROR
        + "def work(job):\n    try:\n        return job.perform()\n    except CheckoutApiException as error:\n        return report(error)\n"
    },
    "the method of a base class": {
        "middleware.py": ERROR
        + "from acme import Worker\nclass Guarded(Worker):\n    def run_job(self, job):\n        try:\n"
        + "            return super().run_job(job)\n        except CheckoutApiException as error:\n            return report(error)\n"
    },
    "a handler that is passed in, and called by a method": {
        "middleware.py": ERROR
        + "class Guarded:\n    def __init__(self, handler):\n        self.handler = handler\n    def on_message(self, message):\n"
        + "        try:\n            return self.handler(message)\n        except CheckoutApiException as error:\n            return report(error)\n"
    },
    "a wrapper that is kept in a list": {
        "middleware.py": ERROR
        + "def guarded(call):\n    def inner(*args):\n        try:\n            return call(*args)\n"
        + "        except CheckoutApiException as error:\n            return report(error)\n    return inner\nMIDDLEWARE = [guarded]\n"
    },
}
NOT_HANDLED = {
    "the handler of Django REST framework itself": {
        "settings.py": 'REST_FRAMEWORK = {"EXCEPTION_HANDLER": "rest_framework.views.exception_handler"}\n'
    },
    "a handler that answers nothing but what it asks for": {
        "settings.py": REST,
        "pay/errors.py": (
            "def handler(exc, context):\n    if isinstance(exc, Http404):\n        return JsonResponse({}, status=404)\n    return None\n"
        ),
    },
    "a handler in the settings themselves": {
        "settings.py": 'def handler(exc, context):\n    return None\nREST_FRAMEWORK = {"EXCEPTION_HANDLER": "handler"}\n'
    },
    "tasks that are tried again for other errors": {"tasks.py": 'options = {"autoretry_for": (ConnectionError,)}\n'},
    "an event of another kind": {
        "events.py": "from acme import bus, JOB_FINISHED\n@bus.event_handler(JOB_FINISHED)\ndef done(event):\n    page(event)\n"
    },
    "a router of other errors": {
        "bot.py": "from acme.bots import Router\nrouter = Router()\n@router.errors()\nasync def failed(event):\n"
        "    if isinstance(event.exception, ValueError):\n        page(event)\n"
    },
    "a function of the project that only sounds like it": {
        "main.py": "import handlers\nfrom checkout_sdk.exception import CheckoutApiException\n"
        "handlers.register_error_handler(CheckoutApiException)\n",
        "handlers.py": "def register_error_handler(error):\n    return None\n",
    },
    "an object of the project that only sounds like it": {
        "main.py": "from handlers import registry\nfrom checkout_sdk.exception import CheckoutApiException\n"
        "registry.add_error_handler(CheckoutApiException, print)\n",
        "handlers.py": "class Registry:\n    def add_error_handler(self, error, handler):\n        return None\nregistry = Registry()\n",
    },
    "a command of the project that is called by its name": {
        "main.py": ERROR
        + "import sys\ndef usage():\n    return 1\ndef main():\n    try:\n        usage()\n"
        + "    except CheckoutApiException as error:\n        sys.exit(str(error))\n"
    },
    "a boundary for other errors": {
        "main.py": "import sys\nimport pay\ndef main():\n    try:\n        getattr(pay, sys.argv[1])()\n"
        "    except ValueError as error:\n        sys.exit(str(error))\n"
    },
}
Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.mark.parametrize("files", HANDLED.values(), ids=HANDLED)
def test_handled(files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes(files, tmp_path, monkeypatch) == []


@pytest.mark.parametrize("files", NOT_HANDLED.values(), ids=NOT_HANDLED)
def test_not_handled(files: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes(files, tmp_path, monkeypatch) == ["CKO402"]


def test_without_a_handler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes({}, tmp_path, monkeypatch) == ["CKO402"]


def codes(files: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Returns the codes of what is found in a call of the SDK, and in other files of its project."""
    monkeypatch.chdir(folder)
    for path, text in {"pay/__init__.py": "", "pay/payments.py": CALL, **files}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    report = run.run(["."], replace(config.load(["."]), cache=False)).report
    return [finding.code for finding in report.findings]
