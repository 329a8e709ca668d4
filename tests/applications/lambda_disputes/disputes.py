import http.client
import json

from environment import checkout_host, checkout_key


class DisputeError(Exception):
    pass


def _call(method, path):
    connection = http.client.HTTPSConnection(checkout_host(), timeout=5)
    try:
        connection.request(method, path, headers={"Authorization": f"Bearer {checkout_key()}"})
        response = connection.getresponse()
        body = response.read()
        if response.status not in (200, 204):
            raise DisputeError(f"{method} {path}: HTTP {response.status}")
        return json.loads(body) if body else None
    finally:
        connection.close()


def find(dispute_id):
    return _call("GET", f"/disputes/{dispute_id}")


def accept(dispute_id):
    return _call("POST", f"/disputes/{dispute_id}/accept")
