import requests

class Own(requests.Session):
    def __init__(self, timeout=5):
        super().__init__()
        self.timeout = timeout

    def send(self, request, **kw):
        kw.setdefault("timeout", self.timeout)
        return super().send(request, **kw)

def get():
    s = Own()
    r = s.get("https://api.checkout.com/workflows")  # want: CKO101
    if not r.ok:
        raise SystemExit(r.text)
    print(r.json())
