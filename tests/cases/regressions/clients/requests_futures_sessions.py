"""Futures of requests_futures: their responses are judged where they are fetched."""

import os
from concurrent.futures import as_completed
from requests_futures.sessions import FuturesSession
H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
URL = "https://api.checkout.com/payments/"
def check(response, *args, **kwargs):
    response.raise_for_status()
def one(ids):
    session = FuturesSession(max_workers=4)
    futures = [session.get(URL + i) for i in ids]  # want: CKO101
    for f in as_completed(futures):
        r = f.result()
        r.raise_for_status()
        print(r.json())
def two(ids):
    with FuturesSession() as session:
        session.headers.update(H)
        futures = [session.get(URL + i) for i in ids]  # want: CKO401
        return [f.result().json() for f in futures]
def three(ids):
    with FuturesSession() as session:
        session.headers.update(H)
        futures = [session.get(URL + i, hooks={"response": check}) for i in ids]
        return [f.result().json() for f in futures]
def four(ids):
    session = FuturesSession()
    session.hooks["response"] = check
    f = session.post(URL + "x/refunds", headers=H, json={})
    return f.result().json()
def five(i):
    session = FuturesSession()
    f = session.get(URL + i, headers=H)
    r = f.result()
    if r.status_code != 200:
        raise LookupError(i)
    return r.json()
class Client(FuturesSession):
    def payment(self, i):
        return self.get(URL + i, headers=H)  # want: CKO401
def six(i):
    r = Client().payment(i).result()
    r.raise_for_status()
    return r.json()
def seven(i):
    return Client().payment(i).result().json()
def done(future):
    future.result().raise_for_status()
def eight(i):
    f = FuturesSession().get(URL + i, headers=H)
    f.add_done_callback(done)
def nine(i):
    import requests
    inner = requests.Session()
    inner.headers.update(H)
    f = FuturesSession(session=inner).get(URL + i)
    f.result().raise_for_status()
