import requests


def payment(payment_id):
    response = requests.get(f"https://api.checkout.com/payments/{payment_id}")  # want: CKO101, CKO401
    return response.json()
