import logging
import os
import requests

S = requests.Session()
S.headers.update({"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]})
URL = "https://api.checkout.com/workflows/"


class ApiError(Exception):
    pass


def a(p):
    r = S.delete(URL + p)
    if r.status_code == 204:
        return True
    raise ApiError(r.text)


def b(p):
    r = S.delete(URL + p)
    if r.status_code != 204:
        logging.error("not deleted: %s", r.text)
        return False
    return True


def c(p):
    r = S.delete(URL + p)
    body = None if r.status_code == 204 else r.json()
    if body is not None:
        raise ApiError(body["error_type"])


def d(p):
    r = S.delete(URL + p)
    if r.status_code == 204:
        return {"deleted": True}
    return {"deleted": False, "errors": r.json().get("error_codes")}


def e(p):
    r = S.delete(URL + p)
    assert r.status_code == 204, r.text


def f(p):
    r = S.delete(URL + p)
    if r.status_code == 204:
        return None
    error = r.json()
    raise ApiError(error["error_type"])


def g(p):
    r = S.delete(URL + p)
    return r.status_code == 204 or r.json()["error_codes"]


def h(p):
    r = S.delete(URL + p)
    text = r.text
    if r.status_code != 204:
        raise ApiError(text)


def i(p):
    r = S.delete(URL + p)
    if r.status_code == 204:
        return
    print(r.json())
    raise SystemExit(1)


def j(p):
    r = S.post(URL + p + "/accept")
    if r.status_code == 204:
        return
    raise ApiError(r.text)


def k(p):
    r = S.get(URL + p)  # want: CKO401
    if r.status_code == 204:
        return None
    return r.json()


def call(method, path):
    r = S.request(method, URL + path)  # want: CKO401
    if r.status_code == 204:
        return None
    return r.json()


def use(p):
    call("GET", p)
    call("DELETE", p)
