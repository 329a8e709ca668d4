import os, threading, requests
_local = threading.local()
def session():
    if not hasattr(_local, "session"):
        _local.session = requests.Session()
        _local.session.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
    return _local.session
def hooks():
    r = session().get("https://api.checkout.com/workflows")
    r.raise_for_status()
    return r.json()
