import os

import backoff
import requests
import tenacity

session = requests.Session()


def refresh(details=None):
    response = requests.post(
        "https://access.sandbox.checkout.com/connect/token",
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        data={"grant_type": "client_credentials", "scope": "flow reports"},
    )
    response.raise_for_status()
    session.headers["Authorization"] = f"Bearer {response.json()['access_token']}"


@tenacity.retry(retry=tenacity.retry_if_exception_type(requests.HTTPError), before_sleep=lambda state: refresh())
def workflows():
    response = session.get("https://api.sandbox.checkout.com/workflows")
    response.raise_for_status()
    return response.json()


@backoff.on_exception(backoff.expo, requests.HTTPError, max_tries=2, on_backoff=refresh)
def reports():
    response = session.get("https://api.sandbox.checkout.com/reports")
    response.raise_for_status()
    return response.json()


refresh()
