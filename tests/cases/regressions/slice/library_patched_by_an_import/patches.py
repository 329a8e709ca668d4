import os
import requests
_get = requests.get
def get(url, **kw):
    r = _get(url, headers={"Authorization": os.environ["T"]}, **kw)
    r.raise_for_status()
    return r
requests.get = get
