import json
import urllib.request


class Api:
    def __init__(self, config):
        self.config = config

    def _call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.config.host + path, data=data, method=method)
        request.add_header("Authorization", "Bearer {}".format(self.config.key))
        if data is not None:
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=self.config.timeout) as answer:
            return json.load(answer)

    def payment(self, payment_id):
        return self._call("GET", f"/payments/{payment_id}")

    def refund(self, payment_id, amount):
        return self._call("POST", f"/payments/{payment_id}/refunds", {"amount": amount})
