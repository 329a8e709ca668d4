import os

import requests
from django.core.cache import cache

from elsewhere import fill, login

URL = "https://api.checkout.com/workflows"


def attribute_of_what_is_refreshed(store):
    headers = {}
    if not store.token:
        store.refresh()
        if store.token:
            headers["Authorization"] = f"Bearer {store.token}"
        requests.get(URL, headers=headers).raise_for_status()


def attribute_that_is_set(store):
    headers = {}
    if store.token is None:
        store.token = login()
        if store.token is not None:
            headers["Authorization"] = f"Bearer {store.token}"
        requests.get(URL, headers=headers).raise_for_status()


def item_that_is_set(store):
    headers = {}
    if "token" not in store:
        store["token"] = login()
        if "token" in store:
            headers["Authorization"] = "Bearer " + store["token"]
        requests.get(URL, headers=headers).raise_for_status()


def what_is_given_away(store):
    headers = {}
    if store.stale:
        fill(store)
        if not store.stale:
            headers["Authorization"] = "Bearer " + store.token
        requests.get(URL, headers=headers).raise_for_status()


def variable_that_something_sets():
    headers = {}
    if not os.environ.get("CKO_SECRET_KEY"):
        fill()
        if os.environ.get("CKO_SECRET_KEY"):
            headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]
        requests.get(URL, headers=headers).raise_for_status()


def entry_of_a_cache():
    headers = {}
    if not cache.get("token"):
        cache.set("token", login())
        if cache.get("token"):
            headers["Authorization"] = f"Bearer {cache.get('token')}"
        requests.get(URL, headers=headers).raise_for_status()


class Client:
    def get(self):
        headers = {}
        if not self.token:
            self.refresh()
            if self.token:
                headers["Authorization"] = f"Bearer {self.token}"
            requests.get(URL, headers=headers).raise_for_status()


def a_value_that_stays(is_signed, key):
    headers = {}
    if not is_signed:
        fill(is_signed)
        if is_signed:
            headers["Authorization"] = f"Bearer {key}"
        requests.get(URL, headers=headers).raise_for_status()  # want: CKO101


def nothing_has_happened(store):
    headers = {}
    if not store.token:
        if store.token:
            headers["Authorization"] = f"Bearer {store.token}"
        requests.get(URL, headers=headers).raise_for_status()  # want: CKO101
