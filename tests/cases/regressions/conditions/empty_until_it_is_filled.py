import requests
from django.conf import settings
from django.core.cache import cache

from elsewhere import refresh

URL = "https://api.checkout.com/workflows"


def attribute(store):
    if not store.token:
        store.refresh()
        requests.get(URL, headers={"Authorization": f"Bearer {store.token}"}).raise_for_status()


def item(store):
    if not store["token"]:
        refresh(store)
        requests.get(URL, headers={"Authorization": "Bearer " + store["token"]}).raise_for_status()


def setting():
    if not settings.CKO_SECRET_KEY:
        refresh()
        requests.get(URL, headers={"Authorization": f"Bearer {settings.CKO_SECRET_KEY}"}).raise_for_status()


def result_of_a_call():
    if not cache.get("cko"):
        cache.set("cko", refresh())
        requests.get(URL, headers={"Authorization": f"Bearer {cache.get('cko')}"}).raise_for_status()


class Client:
    def __init__(self, store):
        self.store = store

    def get(self):
        if not self.store.token:
            self.store.refresh()
            requests.get(URL, headers={"Authorization": f"Bearer {self.store.token}"}).raise_for_status()


def either(store):
    requests.get(URL, headers={"Authorization": store.token and "Bearer " + store.token}).raise_for_status()
