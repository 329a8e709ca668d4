import os
import requests
_original = requests.Session.send
def send(self, request, **kwargs):
    if "checkout.com" in request.url:
        request.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]
    return _original(self, request, **kwargs)
def install():
    requests.Session.send = send
def aget():
    requests.get("https://api.checkout.com/workflows").raise_for_status()
def main():
    install()
    aget()
