import os
import requests


class Pages:
    def __init__(self, path):
        self.url = "https://api.checkout.com" + path

    def __iter__(self):
        return self

    def __next__(self):
        if self.url is None:
            raise StopIteration
        r = requests.get(self.url, headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]})  # want: CKO401
        page = r.json()
        self.url = page.get("next")
        return page


def ids():
    return [p["id"] for p in Pages("/disputes")]


def ids2():
    out = []
    for p in Pages("/disputes"):
        out.append(p["id"])
    return out


class Self:
    def __bool__(self):
        return bool(self)

    def __getitem__(self, k):
        return self[k]

    def __getattr__(self, n):
        return getattr(self, n)

    def __len__(self):
        return len(self)


def f(x):
    s = Self()
    if s:
        print(s["a"], s.b)
    for y in s:
        print(y)
