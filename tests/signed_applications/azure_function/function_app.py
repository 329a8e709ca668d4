import json
import logging
import os
from functools import cache

import azure.functions as func
import requests

app = func.FunctionApp()


class Checkout(requests.Session):
    def __init__(self, base, key):
        super().__init__()
        self.base = base
        self.headers["Authorization"] = f"Bearer {key}"  # signs

    def request(self, method, url, *args, **kwargs):
        kwargs.setdefault("timeout", 10)
        response = super().request(method, self.base + url, *args, **kwargs)
        response.raise_for_status()
        return response


@cache
def checkout():
    return Checkout(os.environ.get("CKO_URL", "https://api.sandbox.checkout.com"), os.environ["CKO_SECRET_KEY"])


@app.route("payments/{id}", methods=["GET"])
def payment(req: func.HttpRequest) -> func.HttpResponse:
    try:
        found = checkout().get(f"/payments/{req.route_params['id']}").json()
    except requests.HTTPError as error:
        logging.error("checkout: %s", error.response.status_code)
        return func.HttpResponse(status_code=502)
    return func.HttpResponse(json.dumps(found), mimetype="application/json")


@app.queue_trigger("msg", "refunds", "AzureWebJobsStorage")
def refund(msg: func.QueueMessage) -> None:
    asked = msg.get_json()
    checkout().post(f"/payments/{asked['payment']}/refunds", json={"amount": asked["amount"]})
