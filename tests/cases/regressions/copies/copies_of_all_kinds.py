import copy
import os
from collections import UserDict, namedtuple
from dataclasses import asdict, dataclass, field, replace

import attr
import requests

API = "https://api.sandbox.checkout.com"
SECRET = f"Bearer {os.environ['CKO_SECRET_KEY']}"


@dataclass
class Client:
    headers: dict = field(default_factory=dict)
    paths: list = field(default_factory=list)

    def post(self, path):
        return requests.post(f"{API}/{path}", json={}, headers=self.headers)  # want: CKO101


class Headers(UserDict):
    pass


@attr.s
class Endpoint:
    base = attr.ib(default=API)
    path = attr.ib(default=attr.Factory(lambda self: f"{self.base}/payments", takes_self=True))
    other = attr.ib(default=attr.Factory(lambda: "tokens", takes_self=False))


def deep():
    signed = Client({"Authorization": SECRET}, ["payments"])
    other = copy.deepcopy(signed)
    del other.headers["Authorization"]
    signed.post(signed.paths[0]).raise_for_status()
    other.post(other.paths[0]).raise_for_status()  # the finding stands at the request


def deep_in_lists():
    clients = [{"headers": {"Authorization": SECRET}}, {"headers": {"Authorization": SECRET}}]
    copies = copy.deepcopy(clients)
    copies[0]["headers"].clear()
    requests.post(f"{API}/payments", json={}, headers=clients[0]["headers"]).raise_for_status()
    requests.post(f"{API}/payments", json={}, headers=copies[1]["headers"]).raise_for_status()
    requests.post(f"{API}/payments", json={}, headers=copies[0]["headers"]).raise_for_status()  # want: CKO101


def shallow_in_lists():
    headers = [{"Authorization": SECRET}]
    same = copy.copy(headers)
    same[0].pop("Authorization")
    requests.post(f"{API}/payments", json={}, headers=headers[0]).raise_for_status()  # want: CKO101


def deep_with_one_object_twice():
    headers = {"Authorization": SECRET}
    pair = copy.deepcopy({"first": headers, "second": headers})
    pair["first"].pop("Authorization")
    requests.post(f"{API}/payments", json={}, headers=headers).raise_for_status()
    requests.post(f"{API}/payments", json={}, headers=pair["second"]).raise_for_status()  # want: CKO101


def of_a_user_dictionary():
    headers = Headers({"Authorization": SECRET})
    other = headers.copy()
    del other["Authorization"]
    requests.post(f"{API}/tokens", json={}, headers=headers).raise_for_status()  # want: CKO502
    requests.post(f"{API}/payments", json={}, headers=copy.copy(headers)).raise_for_status()
    requests.post(f"{API}/payments", json={}, headers=other).raise_for_status()  # want: CKO101


def of_fields_that_are_made():
    endpoint = Endpoint()
    requests.post(endpoint.path, json={}).raise_for_status()  # want: CKO101
    requests.post(f"{endpoint.base}/{endpoint.other}", json={}, headers={"Authorization": SECRET}).raise_for_status()  # want: CKO502


def of_what_is_not_known(client, fields):
    other = replace(client, headers={})
    requests.post(f"{API}/payments", json={}, headers=other.headers).raise_for_status()
    requests.post(f"{API}/payments", json={}, headers=asdict(client)["headers"]).raise_for_status()
    Settings = namedtuple("Settings", fields)
    requests.post(f"{API}/payments", json={}, headers=Settings(*fields).headers).raise_for_status()
