import requests


def pay(url, key):
    return requests.post(f"{url}/payments", headers={"Authorization": f"Token {key}"}, json={}).json()  # want: CKO102, CKO401


if __name__ == "__main__":
    pay("https://api.checkout.com", "x")
