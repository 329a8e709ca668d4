import os
import time

import httpx


class Refreshing(httpx.Auth):
    requires_response_body = True

    def __init__(self):
        self.token, self.until = None, 0

    def token_request(self):
        form = {"grant_type": "client_credentials", "client_id": os.environ["CKO_ID"], "client_secret": os.environ["CKO_SECRET"]}
        return httpx.Request("POST", "https://access.checkout.com/connect/token", data=form)

    def auth_flow(self, request):
        if time.time() > self.until:
            asking = self.token_request()
            response = yield asking
            response.raise_for_status()
            self.token = response.json()["access_token"]
            self.until = time.time() + response.json()["expires_in"]
        request.headers["Authorization"] = f"Bearer {self.token}"
        yield request


class Looking(httpx.Auth):
    def auth_flow(self, request):
        request.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
        if (yield request).status_code == 401:
            raise PermissionError


client = httpx.Client(auth=Refreshing())
looking = httpx.Client(auth=Looking())


def unchecked():
    return client.get("https://api.checkout.com/workflows").json()  # want: CKO401


def checked_by_the_auth_object():
    return looking.get("https://api.checkout.com/workflows").json()
