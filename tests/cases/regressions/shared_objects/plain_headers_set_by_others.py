import requests

s = requests.Session()
signed = requests.Session()


def tag(request_id):
    s.headers["X-Request-Id"] = request_id
    s.headers.update({"Accept": "application/json", "Cko-Idempotency-Key": request_id})
    signed.headers.update({"Accept": "application/json", "Authorization": request_id})


def show(pid):
    r = s.get(f"https://api.checkout.com/payments/{pid}", timeout=5)  # want: CKO101
    r.raise_for_status()
    return r.json()


def show_signed(pid):
    r = signed.get(f"https://api.checkout.com/payments/{pid}", timeout=5)
    r.raise_for_status()
    return r.json()


class Client:
    def __init__(self):
        self.session = requests.Session()
        self.other = requests.Session()

    def tag(self, request_id):
        self.session.headers["X-Request-Id"] = request_id
        self.session.headers.update({"Accept": "application/json"})
        self.other.headers.update({"Accept": "application/json", **request_id})

    def show(self, pid):
        r = self.session.get(f"https://api.checkout.com/payments/{pid}", timeout=5)  # want: CKO101
        r.raise_for_status()
        return r.json()

    def show_other(self, pid):
        r = self.other.get(f"https://api.checkout.com/payments/{pid}", timeout=5)
        r.raise_for_status()
        return r.json()
