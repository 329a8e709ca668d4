import os
import httpx

client = httpx.Client(base_url="https://api.checkout.com")


def add_auth(request):
    request.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]


client.event_hooks["request"].append(add_auth)


def get(pid):
    r = client.get(f"/payments/{pid}")
    r.raise_for_status()
    return r.json()
