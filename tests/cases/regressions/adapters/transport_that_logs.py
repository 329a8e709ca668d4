import os
import httpx

class Log(httpx.BaseTransport):
    def __init__(self, inner):
        self.inner = inner
    def handle_request(self, request):
        print(request.method, request.url)
        response = self.inner.handle_request(request)
        print(response.status_code)
        return response

client = httpx.Client(transport=Log(httpx.HTTPTransport(retries=2)))

def get():
    r = client.get("https://api.sandbox.checkout.com/workflows")  # want: CKO101
    r.raise_for_status()
    return r.json()
