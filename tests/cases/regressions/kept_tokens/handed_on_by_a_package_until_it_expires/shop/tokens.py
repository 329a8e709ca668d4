from . import oauth
import time

_cache = {}


def token():
    if _cache.get("until", 0) < time.time():
        body = oauth.fetch()
        _cache.update(token=body["access_token"], until=time.time() + body["expires_in"] - 60)
    return _cache["token"]
