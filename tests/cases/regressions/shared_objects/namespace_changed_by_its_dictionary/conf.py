from types import SimpleNamespace

CONF = SimpleNamespace(key="")
