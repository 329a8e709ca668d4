import requests.models
import orjson
requests.models.complexjson = orjson
import socket
import urllib3.util.connection as c
c.allowed_gai_family = lambda: socket.AF_INET
def get():
    requests.get("https://api.checkout.com/workflows").raise_for_status()  # want: CKO101
