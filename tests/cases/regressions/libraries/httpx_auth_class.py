import os

import httpx


class Bearer(httpx.Auth):
    def __init__(self, token):
        self.token = token

    def auth_flow(self, request):
        request.headers["Authorization"] = f"Bearer {self.token}"
        yield request


class Nobody(httpx.Auth):
    def auth_flow(self, request):
        request.headers["X-Shop"] = "books"
        yield request


def details(payment_id):
    with httpx.Client(auth=Bearer(os.environ["CKO_SECRET_KEY"]), base_url="https://api.checkout.com/") as client:
        return client.get(f"payments/{payment_id}").raise_for_status().json()


def actions(payment_id):
    with httpx.Client(auth=Nobody(), base_url="https://api.checkout.com/") as client:
        return client.get(f"payments/{payment_id}/actions").raise_for_status().json()  # want: CKO101
