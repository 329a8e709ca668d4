import logging
import os

import backoff
import dramatiq
import httpx
import requests
import retrying
import stamina
import tenacity
from celery import Celery, Task
from tenacity import retry_if_exception, retry_if_exception_type, retry_if_result, stop_after_attempt

app = Celery()
log = logging.getLogger(__name__)
API = "https://api.checkout.com"
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
ERRORS = retry_if_exception_type(requests.HTTPError) | retry_if_exception_type(OSError)
stubborn = tenacity.retry(retry=ERRORS, stop=stop_after_attempt(3), before_sleep=tenacity.before_sleep_log(log, 20))


def of_servers(error):
    return isinstance(error, requests.HTTPError) and error.response.status_code >= 500


def get(path):
    response = requests.get(API + path, headers=HEADERS)
    response.raise_for_status()
    return response.json()


def answer(path):
    return requests.get(API + path, headers=HEADERS)


def told(state):
    log.warning("attempt %s", state.attempt_number)


@stubborn  # want: CKO404
def workflows():
    return get("/workflows")


def disputes():
    for attempt in tenacity.Retrying(stop=stop_after_attempt(3), before_sleep=told):  # want: CKO404
        with attempt:
            return get("/disputes")


async def reports(client: httpx.AsyncClient):
    async for attempt in tenacity.AsyncRetrying(retry=retry_if_exception(of_servers), reraise=True):
        with attempt:
            response = await client.get(API + "/reports", headers=HEADERS)
            response.raise_for_status()
    return response.json()


def called():
    return tenacity.Retrying(stop=stop_after_attempt(3))(get, "/workflows")  # want: CKO404


def put_on():
    return tenacity.retry(retry=retry_if_exception(of_servers))(get)("/workflows")


@stamina.retry(on=requests.HTTPError, attempts=3)  # want: CKO404
def by_stamina():
    return get("/workflows")


@stamina.retry(on=of_servers, attempts=3)
def by_stamina_and_predicate():
    return get("/workflows")


@retrying.retry(stop_max_attempt_number=4)  # want: CKO404
def by_retrying():
    return get("/workflows")


@dramatiq.actor(max_retries=5)  # want: CKO404
def by_dramatiq():
    return get("/workflows")


@dramatiq.actor(max_retries=5, throws=requests.HTTPError)
def by_dramatiq_but_refusals():
    return get("/workflows")


@tenacity.retry(retry=retry_if_result(lambda r: r.status_code != 200), stop=stop_after_attempt(3))  # want: CKO404
def every_failure():
    return answer("/workflows")


@tenacity.retry(retry=retry_if_result(lambda r: r.status_code in (429, 503)), stop=stop_after_attempt(3))
def failures_of_servers():
    return answer("/workflows")


@backoff.on_predicate(backoff.expo, lambda r: not r.ok, max_tries=4)  # want: CKO404
def by_backoff():
    return answer("/workflows")


@tenacity.retry(retry=retry_if_result(lambda body: body["status"] == "Pending"))
def pending():
    return get("/payments/pay_1")


class Stubborn(Task):
    autoretry_for = (Exception,)  # want: CKO404


class Careful(Task):
    autoretry_for = (requests.ConnectionError,)


@app.task(base=Stubborn)
def one():
    return get("/workflows")


@app.task(base=Careful)
def two():
    return get("/workflows")


@app.task(base=Stubborn, max_retries=0)
def three():
    return get("/workflows")


def main():
    for response in (every_failure(), failures_of_servers(), by_backoff()):
        response.raise_for_status()
