import os, requests


def get_key():
    return os.environ["CKO_SECRET_KEY"]


def a():
    requests.get(
        "https://api.checkout.com/workflows", headers={"Authorization": f"Bearer {get_key}"}
    ).raise_for_status()  # want: CKO102


def b():
    requests.get(
        "https://api.checkout.com/workflows", headers={"Authorization": "Bearer %s" % get_key}
    ).raise_for_status()  # want: CKO102


def c():
    requests.get(
        "https://api.checkout.com/workflows", headers={"Authorization": "Bearer {}".format(get_key)}
    ).raise_for_status()  # want: CKO102


def d():
    requests.get(
        "https://api.checkout.com/workflows", headers={"Authorization": "Bearer " + str(get_key)}
    ).raise_for_status()  # want: CKO102
