"""Tasks that are classes, and adapters that make their retries themselves."""

import os
import requests
from celery import Celery, Task
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry
app = Celery("shop")
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}

class Capture(Task):
    name = "capture"
    autoretry_for = (requests.HTTPError,)  # want: CKO404
    max_retries = 3
    def run(self, pid):
        r = requests.post(f"https://api.checkout.com/payments/{pid}/captures", headers=HEADERS)
        r.raise_for_status()

class Void(Task):
    max_retries = 3
    def run(self, pid):
        try:
            r = requests.post(f"https://api.checkout.com/payments/{pid}/voids", headers=HEADERS)
            r.raise_for_status()
        except requests.HTTPError as e:
            raise self.retry(exc=e, countdown=5)  # want: CKO404

class Refund(app.Task):
    autoretry_for = (requests.ConnectionError,)
    def run(self, pid):
        r = requests.post(f"https://api.checkout.com/payments/{pid}/refunds", headers=HEADERS)
        r.raise_for_status()

app.register_task(Capture())
app.register_task(Void())
app.register_task(Refund())

class Stubborn(HTTPAdapter):
    def __init__(self, *args, **kwargs):
        kwargs["max_retries"] = Retry(total=5, status_forcelist=[401, 429, 500], allowed_methods=None)  # want: CKO404
        super().__init__(*args, **kwargs)

class Fine(HTTPAdapter):
    def __init__(self, **kwargs):
        super().__init__(max_retries=Retry(total=5, status_forcelist=[429, 500]), **kwargs)

def get(pid):
    with requests.Session() as s:
        s.mount("https://api.checkout.com", Stubborn())
        s.headers.update(HEADERS)
        r = s.get(f"https://api.checkout.com/payments/{pid}")
        r.raise_for_status()
        return r.json()

def get2(pid):
    with requests.Session() as s:
        s.mount("https://api.checkout.com", Fine())
        s.headers.update(HEADERS)
        r = s.get(f"https://api.checkout.com/payments/{pid}")
        r.raise_for_status()
        return r.json()

class Looping(HTTPAdapter):
    def send(self, request, **kwargs):
        for _ in range(3):
            response = super().send(request, **kwargs)
            if response.status_code != 401:
                return response
        return response
