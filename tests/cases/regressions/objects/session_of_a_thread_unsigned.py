import threading, requests
_local = threading.local()
def session():
    if getattr(_local, "session", None) is None:
        _local.session = requests.Session()
    return _local.session
def hooks():
    r = session().get("https://api.checkout.com/workflows")  # want: CKO101
    r.raise_for_status()
    return r.json()
