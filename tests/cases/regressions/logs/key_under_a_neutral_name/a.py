import requests


def f(key):
    print(f"API key: {key}")  # want: CKO208
    r = requests.get("https://api.checkout.com/disputes/d", headers={"Authorization": f"Bearer {key}"})
    r.raise_for_status()
    return r.json()
