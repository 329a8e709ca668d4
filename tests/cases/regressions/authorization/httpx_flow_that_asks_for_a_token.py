"""An auth object of httpx that yields another request first, for a token."""

import os

import httpx

LIVE = "https://access.checkout.com/connect/token"
SANDBOX = "https://access.sandbox.checkout.com/connect/token"


class Auth(httpx.Auth):
    requires_response_body = True
    url = LIVE

    def __init__(self):
        self.token = None

    def asking(self):
        form = {
            "grant_type": "client_credentials",
            "client_id": os.environ["CKO_ID"],
            "client_secret": os.environ["CKO_SECRET"],
        }
        return httpx.Request("POST", self.url, data=form)

    def keep(self, response):
        response.raise_for_status()
        self.token = response.json()["access_token"]

    def auth_flow(self, request):
        if not self.token:
            answer = yield self.asking()
            self.keep(answer)
        request.headers["Authorization"] = f"Bearer {self.token}"
        response = yield request
        if response.status_code == 401:
            answer = yield self.asking()
            self.keep(answer)
            request.headers["Authorization"] = f"Bearer {self.token}"
            yield request


class OfTheSandbox(Auth):
    url = SANDBOX


class Bare(Auth):
    def auth_flow(self, request):
        answer = yield self.asking()
        self.keep(answer)
        request.headers["Authorization"] = self.token
        yield request


class Unchecked(Auth):
    def keep(self, response):
        self.token = response.json()["access_token"]

    def auth_flow(self, request):
        answer = yield self.asking()  # want: CKO401
        self.keep(answer)
        request.headers["Authorization"] = f"Bearer {self.token}"
        yield request


class AsJson(httpx.Auth):
    requires_response_body = True

    async def async_auth_flow(self, request):
        asking = httpx.Request(
            "POST",
            LIVE,
            json={
                "grant_type": "client_credentials",
                "client_id": os.environ["CKO_ID"],
                "client_secret": os.environ["CKO_SECRET"],
            },
        )
        answer = yield asking  # want: CKO105
        answer.raise_for_status()
        request.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        yield request


class Signing(httpx.Auth):
    def __init__(self, key):
        self.key = key

    def signed(self, request):
        request.headers["Authorization"] = f"Bearer {self.key}"
        return request

    def auth_flow(self, request):
        response = yield self.signed(request)
        if response.status_code == 401:
            raise PermissionError("the key was refused")


def disputes():
    with httpx.Client(base_url="https://api.checkout.com", auth=Auth()) as client:
        return client.get("/disputes").raise_for_status().json()


def disputes_of_the_sandbox_on_live():
    with httpx.Client(base_url="https://api.checkout.com", auth=OfTheSandbox()) as client:
        return client.get("/disputes").raise_for_status().json()  # want: CKO304


def disputes_with_a_bare_token():
    with httpx.Client(base_url="https://api.checkout.com", auth=Bare()) as client:
        return client.get("/disputes").raise_for_status().json()  # want: CKO102


def disputes_with_an_unchecked_token():
    with httpx.Client(base_url="https://api.checkout.com", auth=Unchecked()) as client:
        return client.get("/disputes").raise_for_status().json()


async def disputes_with_json():
    async with httpx.AsyncClient(base_url="https://api.checkout.com", auth=AsJson()) as client:
        response = await client.get("/disputes")
        response.raise_for_status()
        return response.json()


def disputes_with_a_key():
    with httpx.Client(base_url="https://api.checkout.com", auth=Signing(os.environ["CKO_SECRET_KEY"])) as client:
        return client.get("/disputes").json()
