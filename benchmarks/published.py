"""Applications from PyPI, as they are published: downloaded once, unpacked, never installed, never run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from generated.plugin import Host

_KINDS = tuple(".cfg .env .html .ini .json .md .py .sh .toml .txt .yaml .yml".split())


@dataclass(frozen=True, slots=True)
class Application:
    """A published application: its name and version on PyPI, a module that can be edited, and where a plug-in goes."""

    name: str
    version: str
    edited: str
    host: Host


APPLICATIONS = (
    Application(
        "django-oscar",
        "4.2.1",
        "oscar/apps/checkout/session.py",
        Host(
            "django",
            "oscar",
            imports=(
                "from oscar.apps.checkout.views import PaymentDetailsView\n"
                "from oscar.apps.order.models import Order\n"
                "from oscar.apps.payment.exceptions import PaymentError\n"
                "from oscar.core.utils import get_default_currency"
            ),
            lookup="Order.objects.filter(pk=pk).first()",
            settled="record.set_status(get_default_currency())",
            app_import='from celery import Celery\n\napp = Celery("oscar")',
        ),
    ),
    Application(
        "pretix",
        "2026.8.0",
        "pretix/plugins/paypal2/payment.py",
        Host(
            "django",
            "pretix",
            imports=(
                "from pretix.base.models import Order\n"
                "from pretix.base.services.mail import mail\n"
                "from pretix.base.services.orders import mark_order_paid\n"
                "from pretix.multidomain.urlreverse import build_absolute_uri"
            ),
            lookup="Order.objects.filter(pk=pk).first()",
            settled="mark_order_paid(record)",
            app_import="from pretix.celery_app import app",
        ),
    ),
    Application(
        "weblate",
        "5.14.3",
        "weblate/billing/tasks.py",
        Host(
            "django",
            "weblate",
            imports=(
                "from weblate.accounts.notifications import dispatch_changes_notifications\n"
                "from weblate.billing.models import Billing\n"
                "from weblate.utils.errors import report_error\n"
                "from weblate.utils.views import get_paginator"
            ),
            lookup="Billing.objects.filter(pk=pk).first()",
            settled="record.check_limits()",
            app_import="from weblate.utils.celery import app",
        ),
    ),
    Application(
        "apache-superset",
        "6.1.0",
        "superset/tasks/cache.py",
        Host(
            "flask",
            "superset",
            imports=(
                "from superset.extensions import db\n"
                "from superset.models.core import Log\n"
                "from superset.utils.decorators import stats_timing\n"
                "from superset.views.base import json_success"
            ),
            lookup="db.session.get(Log, pk)",
            settled="db.session.commit()",
            app_import="from superset.extensions import celery_app as app",
        ),
    ),
    Application(
        "indico",
        "3.2.9",
        "indico/modules/events/payment/util.py",
        Host(
            "flask",
            "indico",
            imports=(
                "from indico.modules.events.payment.models.transactions import TransactionAction\n"
                "from indico.modules.events.payment.util import register_transaction\n"
                "from indico.modules.events.registration.models.registrations import Registration\n"
                "from indico.web.flask.util import url_for"
            ),
            lookup="Registration.get(pk)",
            settled='register_transaction(record, payment["amount"], payment["currency"], TransactionAction.complete)',
            app_import="from indico.core.celery import celery as app",
        ),
    ),
)


def default_cache() -> Path:
    """Returns the folder in which downloads are kept if none is given."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base, "cko-lint-benchmarks")


def unpack(application: Application, cache: Path, folder: Path) -> None:
    """Puts the files of an application into a new folder; downloads its wheel if the cache has none yet."""
    with zipfile.ZipFile(_wheel(application, cache)) as wheel:
        wheel.extractall(folder, [name for name in wheel.namelist() if _is_of_repository(name)])


def _is_of_repository(name: str) -> bool:
    """Whether a file would be in a repository, too: not what is built for the browser, and no metadata of the wheel."""
    folders = name.split("/")[:-1]
    return name.endswith(_KINDS) and not any(
        part.startswith("static") or part.endswith(".dist-info") for part in folders
    )


def _wheel(application: Application, cache: Path) -> Path:
    kept = cache / f"{application.name}-{application.version}"
    if not kept.exists():
        partial = cache / f"{kept.name}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        # Wheels only: those are unpacked and nothing more, where metadata of a source distribution come of running it.
        options = ["--quiet", "--no-deps", "--ignore-requires-python", "--only-binary", ":all:"]
        wanted = f"{application.name}=={application.version}"
        command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(partial), wanted]
        subprocess.run(command, check=True)
        partial.rename(kept)
    return next(kept.glob("*.whl"))
