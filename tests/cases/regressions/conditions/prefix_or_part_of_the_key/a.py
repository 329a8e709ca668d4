import requests


def base(sandbox):
    return "https://api.checkout.com" if sandbox else "https://api.sandbox.checkout.com"


def pay(secret_key):
    sandbox = secret_key.startswith("sk_sbox_") or "sbox" in secret_key[:10]
    r = requests.post(f"{base(sandbox)}/payments", headers={"Authorization": f"Bearer {secret_key}"}, json={})  # want: CKO301
    r.raise_for_status()
