"""Packages whose decorators, context managers and base classes are known to let an exception through.

What a package that is not listed does with an exception is not known: a company's own `error_boundary` may well catch it.
"""

from __future__ import annotations

import sys

_KNOWN = frozenset(
    """
    aio_pika aiocache aiofiles aiogram aiohttp airbyte_cdk airflow alembic allauth anyio apiflask apscheduler ariadne
    arrow asgiref async_timeout asyncpg attr attrs aws_lambda_powertools aws_xray_sdk azure babel backoff beanie beartype
    behave blacksheep boto3 botocore bottle cachetools cattrs celery chalice channels checkout_sdk cleo click cms
    confluent_kafka connexion corsheaders dagster databases dateutil ddtrace decorator decouple deprecated deprecation
    dependency_injector dishka discord diskcache django django_filters django_q django_rq dlt docopt dotenv dramatiq
    drf_spectacular drf_yasg dynaconf elasticsearch environs eventlet fabric factory falcon fastapi faust fire flasgger
    flask frappe freezegun functions_framework gevent google graphene graphene_django graphql grpc guardian gunicorn
    haystack homeassistant httpx huey hydra hypothesis icontract injector invoke jinja2 joblib jose jsonschema jwt kombu
    limits litestar locust loguru luigi lxml mangum markdown marshmallow meltano mock model_utils mongoengine moto motor mptt
    msgspec multidict nameko ninja niquests numpy oauth2_provider odmantic odoo omegaconf opentelemetry orjson ormar oscar
    overrides pandas peewee pendulum piccolo pika pluggy plumbum pony prefect prometheus_client psycopg psycopg2
    pydantic pydantic_settings pymongo pymysql pyramid pytest pytest_asyncio pytz quart ratelimit redis requests
    rest_framework rich robyn rq rules saleor sanic sentry_sdk simple_history singer singer_sdk six slack_bolt slack_sdk
    slowapi socketio spectree sqlalchemy sqlmodel starlette starlite stevedore strawberry streamlit stripe structlog
    taskiq telebot telegram temporalio tenacity tornado tortoise tqdm treebeard trio twisted typeguard typer
    typing_extensions ujson urllib3 uvicorn wagtail watchdog websockets werkzeug wrapt wtforms yaml yarl zappa zeep zope
    adyen beeline datadog elasticapm logfire newrelic opencensus scout_apm statsd websocket paypalrestsdk Adyen authlib
    bugsnag codeguru_profiler_agent datadog_lambda honeybadger line_profiler lumigo_tracer memory_profiler pyinstrument
    cloudscraper curl_cffi grequests hishel httplib2 httpx_cache httpx_retries openai pip pycurl requests_cache requests_futures
    requests_html requests_oauthlib requests_pkcs12 requests_ratelimiter requests_toolbelt requests_unixsocket rollbar treq
    urllib3_future
    """.split()
)
_OBSERVING = frozenset({"beeline", "datadog", "ddtrace", "elasticapm", "newrelic", "opencensus", "opentelemetry",
                        "prometheus_client", "scout_apm", "statsd"})  # fmt: skip
_APART = frozenset(
    """
    PyQt5 PyQt6 PySide2 PySide6 antlr4 argparse cerberus cmd codecs colander confluent_kafka deform docutils flask_wtf html
    jsonschema kivy logging lxml marshmallow paho pika playwright ply pusher pydantic reactivex rx selenium serial sly
    smtpd sseclient tkinter voluptuous watchdog webargs websocket websockets wtforms xml zmq
    """.split()
)
_APART_MODULES = ("django.forms", "django.core.validators", "blinker", "django.dispatch", "rest_framework.serializers")
_FAMILIES = ("aiohttp_", "celery_", "django_", "drf_", "fastapi_", "flask_", "pydantic_", "pytest_", "rest_framework_")
_CATCHING = ("loguru.logger.catch",)


def lets_through(name: str) -> bool:
    """Whether what has this full name is known not to catch what is raised inside of it."""
    return is_known(name) and not name.startswith(_CATCHING)


def is_known(name: str) -> bool:
    """Whether what has this full name is of a package of which it is known what it does with errors, and which it raises."""
    first = name.split(".")[0]
    is_generated = first.endswith("_pb2_grpc")
    return is_generated or first in _KNOWN or first in sys.stdlib_module_names or first.startswith(_FAMILIES)


def handles_its_own(name: str) -> bool:
    """Whether handlers that what has this full name is given are told of nothing but what it does itself.

    It validates, parses, draws, or keeps a connection: what the rest of the program raises never gets there.
    """
    return name.split(".")[0] in _APART or name.startswith(_APART_MODULES)


def only_observes(name: str) -> bool:
    """Whether what has this full name counts or measures: what it is given is no test of a status."""
    return name.split(".")[0] in _OBSERVING
