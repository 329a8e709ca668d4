import requests

from conf import PUBLIC, session, settings


def show(pid):
    requests.get(f"{settings.url}payments/{pid}", timeout=5).raise_for_status()  # want: CKO101


def signed(pid):
    headers = {"Authorization": f"Bearer {settings.key.get_secret_value()}"}
    requests.get(f"{settings.url}payments/{pid}", headers=headers, timeout=5).raise_for_status()


def void(pid):
    url = f"https://api.checkout.com/payments/{pid}/voids"
    requests.post(url, headers={"Authorization": f"Bearer {PUBLIC}"}, timeout=5).raise_for_status()  # want: CKO501


def unsigned(pid):
    del session.headers["Authorization"]
    session.get(f"https://api.checkout.com/payments/{pid}", timeout=5).raise_for_status()  # want: CKO101
