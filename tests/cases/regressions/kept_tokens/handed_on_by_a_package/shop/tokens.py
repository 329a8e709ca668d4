from . import oauth

_token = None


def token():
    global _token
    if _token is None:
        _token = oauth.fetch()["access_token"]  # want: CKO405
    return _token
