import os
import httpx


def log(request):
    print(request.url)


def check(response):
    response.raise_for_status()


client = httpx.Client(base_url="https://api.checkout.com")
client.event_hooks["request"].append(log)
client.event_hooks["response"].append(check)


def get(pid):
    return client.get(f"/payments/{pid}").json()  # want: CKO101
