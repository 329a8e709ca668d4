import os

import requests

API = "https://api.sandbox.checkout.com"
KEY = os.environ["CKO_SECRET_KEY"]


class One(requests.auth.AuthBase):
    def __call__(self, request):
        setattr(request, "headers", {**request.headers, "Authorization": f"Bearer {KEY}"})
        return request


class Two(requests.auth.AuthBase):
    def __call__(self, request):
        request.prepare_headers({**request.headers, "Authorization": f"Bearer {KEY}"})
        return request


class Three(requests.auth.AuthBase):
    def __call__(self, request):
        request.headers = {**request.headers, "Cko-Idempotency-Key": request.method}
        return request


requests.get(API + "/workflows", auth=One()).raise_for_status()
requests.get(API + "/workflows", auth=Two()).raise_for_status()
requests.get(API + "/workflows", auth=Three()).raise_for_status()  # want: CKO101
session = requests.Session()
vars(session).update(headers={"Authorization": f"Bearer {KEY}"})
session.get(API + "/workflows").raise_for_status()
