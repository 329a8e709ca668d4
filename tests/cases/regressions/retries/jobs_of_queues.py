"""Jobs that huey and rq run again."""

import os
import requests
from huey import RedisHuey, crontab
from redis import Redis
from rq import Queue, Retry
from rq.decorators import job
import django_rq
from huey.contrib.djhuey import db_task

huey = RedisHuey("shop")
queue = Queue("refunds", connection=Redis())
AGAIN = Retry(max=3, interval=[10, 60])  # want: CKO404
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}

@huey.task(retries=3, retry_delay=60)  # want: CKO404
def capture(pid):
    r = requests.post(f"https://api.checkout.com/payments/{pid}/captures", headers=HEADERS)
    r.raise_for_status()

@huey.task(retries=0)
def never(pid):
    r = requests.post(f"https://api.checkout.com/payments/{pid}/captures", headers=HEADERS)
    r.raise_for_status()

@huey.periodic_task(crontab(minute="0"), retries=2)  # want: CKO404
def sweep():
    r = requests.get("https://api.checkout.com/workflows", headers=HEADERS)
    r.raise_for_status()

@db_task(retries=2, retry_delay=5)  # want: CKO404
def stored(pid):
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=HEADERS)
    r.raise_for_status()

@huey.task(retries=5)
def handled(pid):
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=HEADERS)
    if r.status_code == 401:
        print("refused")
        return
    r.raise_for_status()

@job("low", connection=Redis(), retry=Retry(max=2))  # want: CKO404
def void(pid):
    r = requests.post(f"https://api.checkout.com/payments/{pid}/voids", headers=HEADERS)
    r.raise_for_status()

def refund(pid):
    r = requests.post(f"https://api.checkout.com/payments/{pid}/refunds", headers=HEADERS)
    r.raise_for_status()

def safe(pid):
    r = requests.post(f"https://api.checkout.com/payments/{pid}/refunds", headers=HEADERS)
    if r.status_code in (401, 403):
        print("refused", pid)
        return
    r.raise_for_status()

def dispute(pid):
    r = requests.post(f"https://api.checkout.com/disputes/{pid}/accept", headers=HEADERS)
    r.raise_for_status()

def start(pid):
    queue.enqueue(refund, pid, retry=AGAIN)
    queue.enqueue(safe, pid, retry=Retry(max=5), job_timeout=30)
    queue.enqueue(safe, pid)
    django_rq.enqueue(dispute, pid, retry=Retry(max=5))  # want: CKO404
