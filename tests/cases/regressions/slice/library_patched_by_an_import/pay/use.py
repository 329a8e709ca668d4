import requests
def go(pid):
    return requests.get("https://api.checkout.com/payments/" + pid).json()
