import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException
import queue
import threading

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


jobs = queue.Queue()
failed = queue.Queue()


def capture(pid):
    return cko.payments.capture_payment(pid)


def worker():
    while True:
        function, pid = jobs.get()
        try:
            function(pid)
        except CheckoutApiException as error:
            failed.put((pid, error))


def main():
    threading.Thread(target=worker, daemon=True).start()
    jobs.put((capture, "p1"))
