import requests
def get():
    requests.get("https://api.checkout.com/workflows").raise_for_status()  # want: CKO101
