import requests
from requests.adapters import HTTPAdapter, Retry

class Slack(HTTPAdapter):
    def send(self, request, **kw):
        request.headers["Authorization"] = "Bearer xoxb"
        return super().send(request, **kw)

s = requests.Session()
s.mount("https://hooks.slack.com", Slack())

def get():
    r = s.get("https://api.checkout.com/workflows")  # want: CKO101
    r.raise_for_status()
    return r.json()
