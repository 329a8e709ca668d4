import asyncio
import logging
import os
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from asgiref.sync import async_to_sync
from checkout_sdk.checkout_api import CheckoutApi
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutException
from django.db import transaction
from fastapi import BackgroundTasks

log = logging.getLogger(__name__)
api = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


# ------------------------------------------------------------------------- generators


def pages():
    while True:
        yield api.disputes.query(None)


def other_pages():
    while True:
        yield api.disputes.query(None)  # want: CKO402


def ids():
    for name in ("a", "b"):
        yield api.customers.get(name).id


def guarded_loop():
    found = pages()
    try:
        for page in found:
            print(page)
    except CheckoutException as error:
        log.error("%s", error)


def guarded_elsewhere():
    try:
        print(",".join(ids()))
        first, second = ids()
        print(first, second, *ids(), next(ids()))
    except CheckoutException as error:
        log.error("%s", error)


def made_in_the_try():
    try:
        found = other_pages()
    except CheckoutException as error:
        raise SystemExit(str(error)) from error
    for page in found:
        print(page)


# ------------------------------------------------------------------- tasks and threads


async def one(payment_id):
    return api.payments.get_payment_details(payment_id)


async def gathered(payment_ids):
    waiting = []
    for payment_id in payment_ids:
        waiting.append(one(payment_id))
    try:
        return await asyncio.gather(*waiting)
    except CheckoutException as error:
        log.error("%s", error)


async def grouped(payment_ids):
    try:
        async with asyncio.TaskGroup() as group:
            for payment_id in payment_ids:
                group.create_task(one(payment_id))
    except* CheckoutException as errors:
        log.error("%s", errors.exceptions)


def run(payment_id):
    try:
        return async_to_sync(one)(payment_id)
    except CheckoutException as error:
        log.error("%s", error)


def pooled(payment_ids):
    with ThreadPoolExecutor() as pool:
        waiting = [pool.submit(api.payments.void_payment, payment_id) for payment_id in payment_ids]
        for future in as_completed(waiting):
            try:
                print(future.result())
            except CheckoutException as error:
                log.error("%s", error)


def pooled_in_the_try(payment_ids):
    with ThreadPoolExecutor() as pool:
        try:
            waiting = [pool.submit(api.payments.void_payment, i) for i in payment_ids]  # want: CKO402
        except CheckoutException as error:
            log.error("%s", error)
            return []
    return [future.result() for future in waiting]


def guarded_work(payment_id):
    try:
        api.payments.void_payment(payment_id)
    except CheckoutException as error:
        log.error("%s", error)


def work(payment_id):
    api.payments.void_payment(payment_id)  # want: CKO402


def threads(payment_id):
    threading.Thread(target=guarded_work, args=(payment_id,)).start()
    try:
        threading.Thread(target=work, args=(payment_id,), daemon=True).start()
    except CheckoutException as error:
        log.error("%s", error)


# ----------------------------------------------------- given to a library to be started


def after_commit(payment_id):
    transaction.on_commit(lambda: guarded_work(payment_id))
    transaction.on_commit(lambda: api.payments.refund_payment(payment_id))  # want: CKO402


def in_background(payment_id: str, tasks: BackgroundTasks):
    tasks.add_task(guarded_work, payment_id)
    tasks.add_task(api.payments.capture_payment, payment_id)  # want: CKO402


# ----------------------------------------------------------------- promised by a type


@dataclass
class Service:
    client: CheckoutApi

    def void(self, payment_id):
        return self.client.payments.void_payment(payment_id)  # want: CKO402

    def refund(self, payment_id):
        try:
            return self.client.payments.refund_payment(payment_id)
        except CheckoutException as error:
            raise RuntimeError(payment_id) from error


def details(client: CheckoutApi, payment_id):
    return client.payments.get_payment_details(payment_id)  # want: CKO402


def download():
    opener = urllib.request.build_opener()
    opener.addheaders = [("Authorization", f"Bearer {os.environ['CKO_SECRET_KEY']}")]
    urllib.request.install_opener(opener)
    urllib.request.urlretrieve("https://api.checkout.com/reports/rep_1/files/file_1", "report.csv")  # want: CKO402
