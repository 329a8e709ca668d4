import os
import httpx


def add_auth(request):
    request.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]


def check(response):
    response.raise_for_status()


client = httpx.Client(base_url="https://api.checkout.com", event_hooks={"response": [check]})
client.event_hooks["request"].append(add_auth)


def get(pid):
    return client.get(f"/payments/{pid}").json()
