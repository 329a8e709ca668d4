import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
from celery import shared_task


@shared_task(autoretry_for=(Exception,), max_retries=0)
def get():
    requests.get("https://api.checkout.com/payments/x", headers=H).raise_for_status()
