import os
import requests

U = "https://api.checkout.com/workflows"
S = requests.Session()
S.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]


class Refused(Exception):
    pass


rs = {p: S.get(U + p) for p in ("/a", "/b")}
if {r.status_code for r in rs.values()} != {200}:
    raise Refused
print({p: r.json() for p, r in rs.items()})
