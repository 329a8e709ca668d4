import os

import requests
from celery import Celery, Task
from celery.utils.log import get_task_logger

app = Celery("shop", broker=os.environ.get("BROKER", "redis://"))
log = get_task_logger(__name__)
BASE = "https://api.checkout.com"


class CheckoutTask(Task):
    abstract = True
    _session = None

    @property
    def session(self):
        if self._session is None:
            self._session = requests.Session()
            self._session.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"  # signs
        return self._session

    def on_failure(self, exc, task_id, args, kwargs, einfo):
        log.error("%s failed: %s", self.name, exc)


@app.task(bind=True, base=CheckoutTask, max_retries=5)
def capture(self, payment_id, amount):
    try:
        response = self.session.post(f"{BASE}/payments/{payment_id}/captures", json={"amount": amount}, timeout=10)
    except requests.ConnectionError as error:
        raise self.retry(exc=error, countdown=30)
    response.raise_for_status()
    return response.json()["action_id"]


@app.task(bind=True, base=CheckoutTask, autoretry_for=(requests.ConnectionError, requests.Timeout))
def status(self, payment_id):
    response = self.session.get(f"{BASE}/payments/{payment_id}", timeout=10)
    response.raise_for_status()
    return response.json()["status"]


@app.task
def settle(order):
    return (status.s(order["payment"]) | capture.si(order["payment"], order["amount"]))()
