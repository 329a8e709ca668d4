"""No classes: closures."""
import os
import sys
from operator import itemgetter

import requests


def make_client(base, key, *, timeout=10, on_error=None):
    session = requests.Session()
    session.headers.update({"Authorization": f"Bearer {key}"})  # signs

    def send(method, path, **kwargs):
        response = session.request(method, f"{base}{path}", timeout=timeout, **kwargs)
        if response.status_code >= 400:
            error = RuntimeError(f"{method} {path}: {response.status_code}")
            if on_error is not None:
                on_error(error)
            raise error
        return response.json() if response.content else None

    def details(payment_id):
        return send("GET", f"/payments/{payment_id}")

    def actions(payment_id):
        return sorted(send("GET", f"/payments/{payment_id}/actions"), key=itemgetter("processed_on"))

    def refund(payment_id, amount):
        return send("POST", f"/payments/{payment_id}/refunds", json={"amount": amount})

    return {"details": details, "actions": actions, "refund": refund}


def main(argv):
    client = make_client(
        "https://api.sandbox.checkout.com", os.environ["CKO_SECRET_KEY"], on_error=lambda error: print(error, file=sys.stderr)
    )
    command, *rest = argv
    print(client[command](*rest))


if __name__ == "__main__":
    main(sys.argv[1:])
