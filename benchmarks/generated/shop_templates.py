"""The texts that `shop` makes its files of: `$domain` is a package, `$noun` one of its models, `$verb` a mutation."""

from __future__ import annotations

MANAGE = """
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
"""

SETTINGS = """
import os
from datetime import timedelta

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = os.environ.get("DEBUG") == "1"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sites",
$apps
]
CHECKOUT_PRICES_TTL = timedelta(seconds=int(os.environ.get("CHECKOUT_PRICES_TTL", 60 * 60)))
CHECKOUT_DELIVERY_OPTIONS_TTL = timedelta(minutes=15)
CHECKOUT_COMPLETION_LOCK_TIME = 60 * 5
CHECKOUT_MAX_INDEXED_LINES = 100
CHECKOUT_WEBHOOK_EVENTS_CELERY_QUEUE_NAME = os.environ.get("CHECKOUT_WEBHOOK_EVENTS_QUEUE")
CHECKOUT_SEARCH_UPDATE_PARALLEL_TASKS = 3
NORTHPAY_URL = os.environ.get("NORTHPAY_URL", "https://checkout.northpay.example/v2")
NORTHPAY_API_KEY = os.environ.get("NORTHPAY_API_KEY", "")
"""

CORE_MODELS = """
from django.db import models


class ModelWithMetadata(models.Model):
    metadata = models.JSONField(blank=True, null=True, default=dict)
    private_metadata = models.JSONField(blank=True, null=True, default=dict)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        abstract = True

    def get_value_from_metadata(self, key, default=None):
        return self.metadata.get(key, default)

    def store_value_in_metadata(self, items):
        if not self.metadata:
            self.metadata = {}
        self.metadata.update(items)
"""

CORE_REQUESTS = """
import logging

import requests

log = logging.getLogger(__name__)


class HTTPClient:
    def __init__(self, timeout=10):
        self.timeout = timeout

    def send(self, method, url, **kwargs):
        kwargs.setdefault("timeout", self.timeout)
        with requests.Session() as session:
            response = session.request(method, url, **kwargs)
        log.info("%s %s: %s", method, url, response.status_code)
        return response


http_client = HTTPClient()
"""

CORE_MUTATIONS = """
import graphene
from django.core.exceptions import ValidationError

from ...checkout.error_codes import CheckoutErrorCode


class BaseMutation(graphene.Mutation):
    class Meta:
        abstract = True

    @classmethod
    def get_node(cls, info, key, model):
        if not key:
            return None
        instance = model.objects.filter(pk=key).first()
        if instance is None:
            raise ValidationError({"id": ValidationError("Not found.", code=CheckoutErrorCode.NOT_FOUND.value)})
        return instance

    @classmethod
    def mutate(cls, root, info, **data):
        if not cls.check_permissions(info.context):
            raise PermissionError(cls.__name__)
        try:
            return cls.perform_mutation(root, info, **data)
        except ValidationError as error:
            return cls.handle_errors(error)

    @classmethod
    def check_permissions(cls, context):
        wanted = getattr(cls._meta, "permissions", None)
        return not wanted or (context.user is not None and context.user.has_perms(wanted))

    @classmethod
    def handle_errors(cls, error):
        found = [(name, item) for name, items in error.error_dict.items() for item in items]
        return cls(errors=[{"field": name, "message": str(item.message), "code": item.code} for name, item in found])
"""

CORE_TYPES = """
import graphene

from ...checkout.error_codes import CheckoutErrorCode as _CheckoutErrorCode

CheckoutErrorCode = graphene.Enum.from_enum(_CheckoutErrorCode)


class Error(graphene.ObjectType):
    field = graphene.String()
    message = graphene.String()


class CheckoutError(Error):
    code = CheckoutErrorCode(required=True)
    lines = graphene.List(graphene.NonNull(graphene.ID))


class ModelObjectType(graphene.ObjectType):
    class Meta:
        abstract = True

    @classmethod
    def get_node(cls, info, pk):
        return cls._meta.model.objects.filter(pk=pk).first()
"""

COMPLETE_CHECKOUT = """
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .calculations import calculate_prices
from .error_codes import CheckoutErrorCode
from .fetch import fetch_checkout_info
from .models import Checkout


class CheckoutCompletionError(Exception):
    def __init__(self, code):
        super().__init__(code.value)
        self.code = code


def complete_checkout(checkout_token, payment_data, user=None):
    with transaction.atomic():
        checkout = Checkout.objects.select_for_update().filter(token=checkout_token).first()
        if checkout is None:
            raise CheckoutCompletionError(CheckoutErrorCode.NOT_FOUND)
        checkout_info = fetch_checkout_info(checkout)
        if not checkout_info.lines:
            raise CheckoutCompletionError(CheckoutErrorCode.NO_LINES)
        if checkout.completing_started_at is not None:
            age = (timezone.now() - checkout.completing_started_at).total_seconds()
            if age < settings.CHECKOUT_COMPLETION_LOCK_TIME:
                return None
        checkout.completing_started_at = timezone.now()
        checkout.save(update_fields=["completing_started_at"])
    prices = calculate_prices(checkout_info)
    order = {"total": prices["total"], "checkout_token": checkout_token, "user": user, "payment": payment_data}
    return order
"""

GATEWAY = """
from django.conf import settings

from ....core.requests import http_client


class NorthpayError(Exception):
    pass


class NorthpayClient:
    def __init__(self, config):
        self.url = config.get("url") or settings.NORTHPAY_URL
        self.api_key = config.get("api_key") or settings.NORTHPAY_API_KEY

    def _headers(self, idempotency_key=None):
        headers = {"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json"}
        if idempotency_key:
            headers["Idempotency-Key"] = idempotency_key
        return headers

    def create_checkout_session(self, checkout, amount):
        body = {"amount": str(amount), "currency": checkout.currency, "reference": str(checkout.token)}
        response = http_client.send("POST", f"{self.url}/checkout/sessions", json=body, headers=self._headers())
        if response.status_code >= 400:
            raise NorthpayError(response.text)
        return response.json()

    def refund(self, reference, amount):
        url = f"{self.url}/checkout/payments/{reference}/refunds"
        response = http_client.send("POST", url, json={"amount": str(amount)}, headers=self._headers(reference))
        return response.json()
"""

GATEWAY_PLUGIN = """
from ....checkout.models import Checkout
from .client import NorthpayClient, NorthpayError


class NorthpayPlugin:
    PLUGIN_ID = "shop.payments.northpay"

    def __init__(self, configuration):
        self.config = {item["name"]: item["value"] for item in configuration}
        self.active = bool(self.config.get("active"))

    def initialize_payment(self, checkout_token, amount):
        checkout = Checkout.objects.filter(token=checkout_token).first()
        if checkout is None or not self.active:
            return None
        try:
            session = NorthpayClient(self.config).create_checkout_session(checkout, amount)
        except NorthpayError as error:
            return {"error": str(error)}
        return {"session": session["id"], "url": session["checkout_url"]}

    def refund_payment(self, payment, amount):
        if not self.active:
            return None
        return NorthpayClient(self.config).refund(payment.psp_reference, amount)
"""

DOMAIN = {
    "apps": """
from django.apps import AppConfig


class ${Noun}Config(AppConfig):
    name = "shop.$domain"
    label = "$domain"
""",
    "error_codes": """
from enum import Enum


class ${Noun}ErrorCode(Enum):
    GRAPHQL_ERROR = "graphql_error"
    INVALID = "invalid"
    NOT_FOUND = "not_found"
    NO_LINES = "no_lines"
    REQUIRED = "required"
    UNIQUE = "unique"
    CHECKOUT_NOT_FULLY_PAID = "checkout_not_fully_paid"
""",
    "models": """
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from ..core.models import ModelWithMetadata


class ${Noun}QuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def for_checkout(self, checkout_token):
        return self.filter(checkout_token=checkout_token)


class $Noun(ModelWithMetadata):
    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    checkout_token = models.UUIDField(null=True, db_index=True)
    currency = models.CharField(max_length=3)
    total = models.DecimalField(max_digits=12, decimal_places=3, default=0)
    is_active = models.BooleanField(default=True)
    price_expiration = models.DateTimeField(default=timezone.now)
    completing_started_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(${Noun}QuerySet)()

    class Meta:
        ordering = ("-created_at", "pk")

    def __str__(self):
        return str(self.token)

    def is_expired(self, now=None):
        now = now or timezone.now()
        return self.price_expiration < now - settings.${OWNER}_PRICES_TTL

    def get_total(self, taxed=True):
        if not taxed:
            return self.total
        return self.total * 120 / 100
""",
    "calculations": """
from decimal import Decimal

from ..checkout.fetch import fetch_checkout_info


def calculate_prices(checkout_info):
    total = Decimal(0)
    discount = Decimal(0)
    for line in checkout_info.lines:
        total += line.quantity * line.unit_price
        if line.voucher is not None:
            discount += line.voucher.value
    if discount > total:
        discount = total
    return {"total": total - discount, "discount": discount, "$noun": checkout_info.checkout.token}


def refresh_prices(checkout, force=False):
    if not force and not checkout.is_expired():
        return checkout
    prices = calculate_prices(fetch_checkout_info(checkout))
    checkout.total = prices["total"]
    checkout.save(update_fields=["total"])
    return checkout
""",
    "fetch": """
from dataclasses import dataclass, field


@dataclass
class ${Noun}Info:
    checkout: object
    lines: list = field(default_factory=list)
    shipping_address: dict | None = None
    billing_address: dict | None = None

    @property
    def is_shipping_required(self):
        return any(line.is_shipping_required for line in self.lines)


def fetch_checkout_info(checkout):
    info = ${Noun}Info(checkout)
    for line in checkout.lines.select_related("variant"):
        if line.quantity:
            info.lines.append(line)
    return info
""",
    "actions": """
import logging

from ..checkout.models import Checkout
from ..core.requests import http_client
from .calculations import refresh_prices
from .error_codes import ${Noun}ErrorCode
from .models import $Noun

logger = logging.getLogger(__name__)


def call_${domain}_event(event, checkout, webhooks):
    payload = {"event": event, "checkout_token": str(checkout.token), "total": str(checkout.total)}
    for webhook in webhooks:
        if not webhook.is_active:
            continue
        response = http_client.send("POST", webhook.target_url, json=payload, headers=webhook.custom_headers)
        if response.status_code >= 400:
            logger.warning("Webhook %s failed: %s", webhook.pk, response.status_code)


def ${domain}_from_checkout(checkout_token):
    checkout = Checkout.objects.filter(token=checkout_token).first()
    if checkout is None:
        return None, ${Noun}ErrorCode.NOT_FOUND
    refresh_prices(checkout)
    instance, _ = $Noun.objects.get_or_create(checkout_token=checkout_token, currency=checkout.currency)
    return instance, None
""",
    "tasks": """
from celery import shared_task
from django.conf import settings
from django.utils import timezone

from ..checkout.models import Checkout
from .actions import call_${domain}_event
from .models import $Noun


@shared_task(queue=settings.${OWNER}_WEBHOOK_EVENTS_CELERY_QUEUE_NAME)
def send_${domain}_events(checkout_tokens, webhooks):
    for checkout in Checkout.objects.filter(token__in=checkout_tokens):
        call_${domain}_event("checkout_updated", checkout, webhooks)


@shared_task
def delete_expired_${noun}s():
    limit = timezone.now() - settings.${OWNER}_DELIVERY_OPTIONS_TTL
    expired = $Noun.objects.filter(price_expiration__lt=limit, is_active=False)
    return expired.delete()[0]
""",
    "utils": """
from ..checkout.models import Checkout
from .models import $Noun


def get_${noun}_by_checkout_token(checkout_token):
    if checkout_token is None:
        return None
    return $Noun.objects.for_checkout(checkout_token).first()


def can_checkout(instance, user):
    checkout = Checkout.objects.filter(token=instance.checkout_token).first()
    if checkout is None or not checkout.is_active:
        return False
    return user.is_staff or checkout.user_id == user.pk


def ${noun}_key(checkout):
    return f"$domain:checkout:{checkout.token}"
""",
    "tests/test_models": """
from ...checkout.tests.fixtures import make_checkout
from ..models import $Noun


def test_${noun}_of_a_checkout(db):
    checkout = make_checkout()
    $noun = $Noun.objects.create(checkout_token=checkout.token, currency="EUR")
    assert list($Noun.objects.for_checkout(checkout.token)) == [$noun]


def test_expired_${noun}(db, settings):
    $noun = $Noun(currency="EUR", price_expiration=settings.LONG_AGO)
    assert $noun.is_expired()
""",
    "tests/test_actions": """
from unittest import mock

from ...checkout.tests.fixtures import make_checkout
from ..actions import ${domain}_from_checkout, call_${domain}_event


@mock.patch("shop.$domain.actions.http_client.send")
def test_event_of_${domain}(send, webhook):
    checkout = make_checkout()
    call_${domain}_event("checkout_created", checkout, [webhook])
    send.assert_called_once()
    assert send.call_args.kwargs["json"]["checkout_token"] == str(checkout.token)


def test_${domain}_without_checkout(db):
    assert ${domain}_from_checkout(None)[0] is None
""",
    "tests/fixtures": """
from ...checkout.models import Checkout


def make_checkout(**changes):
    checkout = Checkout(currency="EUR", total=10)
    for name, value in changes.items():
        setattr(checkout, name, value)
    checkout.save()
    return checkout
""",
}

GRAPHQL = {
    "types": """
import graphene

from ...$domain import models
from ..core.types import CheckoutError, ModelObjectType


class $Noun(ModelObjectType):
    token = graphene.UUID(description="The $noun's token.", required=True)
    checkout_token = graphene.UUID(description="The token of its checkout.")
    total = graphene.Decimal()
    errors = graphene.List(graphene.NonNull(CheckoutError))

    class Meta:
        model = models.$Noun

    @staticmethod
    def resolve_total(root, info):
        return root.get_total(taxed=info.context.taxed)
""",
    "enums": """
import graphene

from ...$domain.error_codes import ${Noun}ErrorCode as _Codes

${Noun}ErrorCode = graphene.Enum.from_enum(_Codes)
CheckoutChargeStatusEnum = graphene.Enum("CheckoutChargeStatusEnum", [("NONE", "none"), ("FULL", "full")])
""",
    "dataloaders": """
from collections import defaultdict

from ...checkout.models import Checkout
from ...$domain.models import $Noun


class ${Noun}ByCheckoutTokenLoader:
    context_key = "${noun}_by_checkout_token"

    def batch_load(self, checkout_tokens):
        found = defaultdict(list)
        for item in $Noun.objects.filter(checkout_token__in=checkout_tokens):
            found[item.checkout_token].append(item)
        return [found.get(token, []) for token in checkout_tokens]

    def checkouts(self, tokens):
        by_token = Checkout.objects.in_bulk(tokens)
        return [by_token.get(token) for token in tokens]
""",
    "filters": """
from django.db.models import Q

from ...$domain.models import $Noun


def filter_${noun}_by_checkout(qs, _, value):
    if not value:
        return qs
    return qs.filter(Q(checkout_token__in=value))


FILTERS = {"checkout": filter_${noun}_by_checkout, "model": $Noun}
""",
    "resolvers": """
from ...$domain.models import $Noun
from ...$domain.utils import get_${noun}_by_checkout_token


def resolve_${noun}(info, token=None, checkout_token=None):
    if checkout_token is not None:
        return get_${noun}_by_checkout_token(checkout_token)
    if token is None:
        return None
    return $Noun.objects.filter(token=token).first()


def resolve_${noun}s(info, active=True):
    if active:
        return $Noun.objects.active()
    return $Noun.objects.all()
""",
    "schema": """
import graphene

from .filters import FILTERS
from .mutations.${noun}_create import ${Noun}Create
from .mutations.${noun}_update import ${Noun}Update
from .resolvers import resolve_${noun}, resolve_${noun}s
from .types import $Noun


class ${Noun}Queries(graphene.ObjectType):
    $noun = graphene.Field($Noun, token=graphene.UUID(), checkout_token=graphene.UUID())
    ${noun}s = graphene.List($Noun, filter=graphene.Argument(graphene.JSONString))

    @staticmethod
    def resolve_${noun}(root, info, token=None, checkout_token=None):
        return resolve_${noun}(info, token, checkout_token)

    @staticmethod
    def resolve_${noun}s(root, info, filter=None):
        return FILTERS["checkout"](resolve_${noun}s(info), None, filter)


class ${Noun}Mutations(graphene.ObjectType):
    ${noun}_create = ${Noun}Create.Field()
    ${noun}_update = ${Noun}Update.Field()
""",
    "tests/queries/test_meta": '''
QUERY_META = """
    query $noun($$token: UUID!) {
        $noun(token: $$token) { metadata { key value } }
    }
"""


def test_public_meta_of_${noun}(api_client, $noun):
    variables = {"token": str($noun.token)}
    response = api_client.post_graphql(QUERY_META, variables)
    assert response.json()["data"]["$noun"]["metadata"] == []
''',
}

MUTATION = """
import graphene
from django.conf import settings
from django.core.exceptions import ValidationError

from ....$domain.actions import call_${domain}_event, ${domain}_from_checkout
from ....checkout.complete_checkout import CheckoutCompletionError, complete_checkout
from ....checkout.error_codes import CheckoutErrorCode
from ....checkout.models import Checkout
from ...core.mutations import BaseMutation
from ...core.types import CheckoutError


class ${Noun}${Verb}(BaseMutation):
    checkout = graphene.Field("shop.graphql.checkout.types.Checkout", description="The checkout afterwards.")
    errors = graphene.List(graphene.NonNull(CheckoutError))
    verb = "$verb"

    class Arguments:
        id = graphene.ID(description="The checkout's ID.", required=False)
        token = graphene.UUID(description="Checkout token.", required=False)
        quantity = graphene.Int(required=False)

    class Meta:
        description = "${Verb}s a $noun of an existing checkout."
        error_type_class = CheckoutError
        error_type_field = "checkout_errors"

    @classmethod
    def clean_quantity(cls, quantity):
        if quantity is not None and quantity > settings.${OWNER}_MAX_INDEXED_LINES:
            raise ValidationError({"quantity": ValidationError("Too many.", code=CheckoutErrorCode.INVALID.value)})

    @classmethod
    def perform_mutation(cls, _root, info, /, *, id=None, token=None, quantity=None):
        cls.clean_quantity(quantity)
        checkout = cls.get_node(info, token or id, Checkout)
        if checkout is None:
            return cls(errors=[{"field": "token", "code": CheckoutErrorCode.NOT_FOUND.value}])
        if cls.verb == "complete":
            try:
                complete_checkout(checkout.token, {"quantity": quantity}, info.context.user)
            except CheckoutCompletionError as error:
                return cls(errors=[{"field": None, "code": error.code.value}])
        instance, code = ${domain}_from_checkout(checkout.token)
        if code is not None:
            return cls(errors=[{"field": "checkout", "code": code.value}])
        call_${domain}_event("${noun}_${verb}", instance, info.context.webhooks)
        return cls(checkout=checkout)
"""

MUTATION_TEST = '''
from .....checkout.error_codes import CheckoutErrorCode
from .....checkout.tests.fixtures import make_checkout

MUTATION_${VERB} = """
    mutation ${Noun}${Verb}($$token: UUID, $$quantity: Int) {
        result: ${noun}${Verb}(token: $$token, quantity: $$quantity) {
            checkout { token total }
            errors { field message code }
        }
    }
"""


def test_${noun}_${verb}(user_api_client, settings):
    checkout = make_checkout(total=12)
    settings.${OWNER}_MAX_INDEXED_LINES = 5
    response = user_api_client.post_graphql(MUTATION_${VERB}, {"token": str(checkout.token), "quantity": 1})
    data = response.json()["data"]["result"]
    assert not data["errors"]
    assert data["checkout"]["token"] == str(checkout.token)


def test_${noun}_${verb}_too_many(user_api_client, settings):
    checkout = make_checkout()
    settings.${OWNER}_MAX_INDEXED_LINES = 5
    response = user_api_client.post_graphql(MUTATION_${VERB}, {"token": str(checkout.token), "quantity": 6})
    errors = response.json()["data"]["result"]["errors"]
    assert [error["code"] for error in errors] == [CheckoutErrorCode.INVALID.name]
'''

MIGRATION = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("$domain", "${before}_auto")]

    operations = [
        migrations.AddField(
            model_name="${domain}entry",
            name="flag_$n",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterModelOptions(name="${domain}entry", options={"ordering": ("pk", "flag_$n")}),
    ]
"""

END_TO_END = """
from shop.checkout.tests.fixtures import make_checkout
from shop.graphql.$domain.tests.queries.test_meta import QUERY_META
from shop.tests.e2e.utils import assign_permissions, checkout_complete, checkout_lines_add


def test_${domain}_case_$n(e2e_staff_api_client, e2e_logged_api_client, permission_manage_checkouts):
    assign_permissions(e2e_staff_api_client, [permission_manage_checkouts])
    checkout = make_checkout(currency="USD")
    lines = [{"variantId": number, "quantity": number % $n + 1} for number in range($n)]
    checkout_data = checkout_lines_add(e2e_logged_api_client, checkout.token, lines)
    assert checkout_data["isShippingRequired"] is True
    meta = e2e_logged_api_client.post_graphql(QUERY_META, {"token": str(checkout.token)})
    assert meta.status_code == 200
    order_data = checkout_complete(e2e_logged_api_client, checkout.token)
    assert order_data["status"] == "UNFULFILLED"
"""

UTILS_OF_TESTS = """
def assign_permissions(client, permissions):
    client.user.user_permissions.add(*permissions)


def checkout_lines_add(client, checkout_token, lines):
    response = client.post_graphql("mutation CheckoutLinesAdd", {"token": str(checkout_token), "lines": lines})
    return response.json()["data"]["checkoutLinesAdd"]["checkout"]


def checkout_complete(client, checkout_token):
    response = client.post_graphql("mutation CheckoutComplete", {"token": str(checkout_token)})
    data = response.json()["data"]["checkoutComplete"]
    assert data["errors"] == []
    return data["order"]
"""
