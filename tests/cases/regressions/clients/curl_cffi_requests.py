from curl_cffi import requests
def get():
    r = requests.get("https://api.checkout.com/workflows", impersonate="chrome")  # want: CKO101
    r.raise_for_status()
    return r.json()
