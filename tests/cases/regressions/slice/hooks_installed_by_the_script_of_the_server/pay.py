from pool import http
def go(pid):
    return http.get("https://api.checkout.com/payments/" + pid).json()
