import json
import os

import treq
from klein import Klein
from twisted.internet.defer import inlineCallbacks, returnValue

app = Klein()
BASE = "https://api.sandbox.checkout.com"


class Refused(Exception):
    def __init__(self, code):
        self.code = code


def headers():
    found = {"Content-Type": "application/json"}
    found["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"  # signs
    return found


@inlineCallbacks
def ask(method, path, body=None):
    data = json.dumps(body).encode() if body is not None else None
    response = yield treq.request(method, BASE + path, headers=headers(), data=data, timeout=10)
    if response.code >= 400:
        raise Refused(response.code)
    found = yield response.json()
    returnValue(found)


@app.route("/payments/<payment_id>")
async def show(request, payment_id):
    request.setHeader("Content-Type", "application/json")
    return json.dumps(await ask("GET", f"/payments/{payment_id}"))


@app.handle_errors(Refused)
def refused(request, failure):
    request.setResponseCode(502)
    return b"provider"


if __name__ == "__main__":
    app.run("localhost", 8080)
