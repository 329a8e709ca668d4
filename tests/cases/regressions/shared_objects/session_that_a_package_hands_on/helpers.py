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
