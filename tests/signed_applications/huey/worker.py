import os

import httpx
from huey import SqliteHuey, crontab
from huey.signals import SIGNAL_ERROR

huey = SqliteHuey("jobs", filename="/tmp/jobs.db")


def make_client():
    return httpx.Client(
        base_url="https://api.checkout.com",
        headers={"Authorization": os.environ["CHECKOUT_AUTHORIZATION"]},  # signs
        transport=httpx.HTTPTransport(retries=2),
    )


def checked(response):
    if response.status_code >= 300:
        raise RuntimeError(f"{response.request.url}: {response.status_code}")
    return response.json()


@huey.signal(SIGNAL_ERROR)
def failed(signal, task, exc=None):
    print("task", task.id, "failed:", exc)


@huey.task()
def void(payment_id):
    with make_client() as client:
        return checked(client.post(f"/payments/{payment_id}/voids"))["action_id"]


@huey.periodic_task(crontab(hour="2", minute="0"))
def sweep():
    with make_client() as client:
        page = checked(client.get("/disputes", params={"limit": 100}))
        for dispute in page["data"]:
            if dispute["status"] == "evidence_required":
                print(dispute["id"], dispute["amount"])
