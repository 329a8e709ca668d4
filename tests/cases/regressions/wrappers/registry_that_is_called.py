import os, requests, functools
class Registry:
    def __init__(self): self.all = {}
    def __call__(self, fn):
        self.all[fn.__name__] = fn
        return self.all.get(fn.__name__)
reg = Registry()
@reg
def f():
    return requests.get("https://api.checkout.com/workflows").json()  # want: CKO101, CKO401
