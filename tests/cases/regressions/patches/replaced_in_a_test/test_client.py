import requests
import client
def fake(*a, **k):
    return None
def test_get():
    requests.get = fake
    client.get()
