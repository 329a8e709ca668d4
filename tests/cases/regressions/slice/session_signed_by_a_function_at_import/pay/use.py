from . import session
def go(pid):
    r = session.http.get("https://api.checkout.com/payments/" + pid)  # want: CKO401
    pass
    return r.json()
