from types import SimpleNamespace

CONF = SimpleNamespace(key="")


def conf_of():
    return CONF
