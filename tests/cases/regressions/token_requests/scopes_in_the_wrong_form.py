import os

import requests


def commas():
    requests.post("https://access.checkout.com/connect/token", auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data={"grant_type": "client_credentials", "scope": "gateway,vault"}).raise_for_status()  # want: CKO505


def a_list():
    requests.post("https://access.checkout.com/connect/token", auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data={"grant_type": "client_credentials", "scope": ["gateway", "vault"]}).raise_for_status()  # want: CKO505


def misspelt_in_text():
    requests.post("https://access.checkout.com/connect/token", auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data="grant_type=client_credentials&scope=disputes:veiw+vault").raise_for_status()  # want: CKO505


def glued():
    requests.post("https://access.checkout.com/connect/token", auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data={"grant_type": "client_credentials", "scope": "".join(["gateway", "vault"])}).raise_for_status()  # want: CKO505


def with_scopes_that_are_not_separated():
    answer = requests.post("https://access.checkout.com/connect/token", auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data={"grant_type": "client_credentials", "scope": "gateway,vault"})  # want: CKO505
    answer.raise_for_status()
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    requests.get("https://api.checkout.com/payments/pay_1", headers=headers).raise_for_status()
