import hooks
from core import client


def get(pid):
    r = client.get(f"/payments/{pid}")
    r.raise_for_status()
    return r.json()
