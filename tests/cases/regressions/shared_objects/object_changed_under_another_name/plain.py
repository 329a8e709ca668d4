from conf import CONF, FIXED


def start(key, name):
    c = CONF
    c.key = key
    for one in (FIXED,):
        one.name = name
