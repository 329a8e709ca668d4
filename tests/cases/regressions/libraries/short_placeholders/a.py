import requests

for k in ("x",):
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer sk_sbox_XXX"}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer sk_sbox_xxx"}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer sk_sbox_xxxx"}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer sk_sbox_XXXX"}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p",
        headers={"Authorization": "Bearer sk_sbox_XXXXXXXXXXXXXXXXXXXXXXXXXXX"},  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer sk_test_dummy"}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer sk_..."}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer sk_sbox_replace_me"}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer sk_xxxxxxxx"}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer sk_sbox_..."}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer sk_test_xxx"}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer Enter your Secret Key"}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer <sk>"}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer sk_sbox_placeholder"}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer secret_sk"}
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer YOUR-SECRET-KEY"}  # want: CKO205
    ).raise_for_status()
    requests.get(
        "https://api.sandbox.checkout.com/payments/p", headers={"Authorization": "Bearer {secret_key}"}  # want: CKO102
    ).raise_for_status()
