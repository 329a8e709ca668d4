import functools
import requests
requests.Session.request = functools.partialmethod(requests.Session.request, timeout=5)
def get():
    requests.get("https://api.checkout.com/workflows").raise_for_status()  # want: CKO101
