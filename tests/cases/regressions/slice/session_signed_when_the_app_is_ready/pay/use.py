from .session import http
def go(pid):
    r = http.get("https://api.checkout.com/payments/" + pid)
    r.raise_for_status()
    return r.json()
