import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
from celery import shared_task


class Refused(Exception): ...


@shared_task(autoretry_for=(requests.RequestException,))
def get(pid):
    try:
        r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=H)
        r.raise_for_status()
        return r.json()
    except requests.HTTPError as e:
        if e.response.status_code == 401:
            raise Refused from e
        raise
