import os, backoff, requests
@backoff.on_exception(backoff.expo, requests.HTTPError, max_tries=4, giveup=lambda e: e.code == "token_expired")
def payment(i):
    r = requests.get(f"https://api.checkout.com/payments/{i}", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
    r.raise_for_status()
    return r.json()
