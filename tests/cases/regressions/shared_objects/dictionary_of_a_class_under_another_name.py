class Conf(dict):
    pass


CONF = Conf(key="")
import operator


def helper(d, key):
    d["key"] = key


def helper2(o, key):
    o.key = key


def helper3(l, key):
    l[0] = key


def helperS(s, key):
    s.headers["Authorization"] = key


def helperh(h, key):
    h["Authorization"] = "Bearer " + key


import requests


def get(pid):
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {CONF['key']}"})
    r.raise_for_status()
    return r.json()


def setup(key):
    c = CONF
    c["key"] = key
