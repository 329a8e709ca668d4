import requests


def pay(key):
    requests.post(  # want: CKO301
        "https://api.checkout.com/payments", headers={"Authorization": f"Bearer {key}"}, json={}
    ).raise_for_status()


if __name__ == "__main__":
    pay("sk_sbox_keucrlbqbnccn2dhu6sm7b3jedj")  # want: CKO201
