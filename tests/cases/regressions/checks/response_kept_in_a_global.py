import os
import requests

U = "https://api.checkout.com/workflows"
S = requests.Session()
S.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]


class Refused(Exception):
    pass


last = None
def f():
    global last
    last = S.get(U)
    return last.json()
def main():
    data = f()
    if not last.ok:
        raise Refused
    print(data)
