import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
import backoff


def fetch():
    r = requests.get("https://api.checkout.com/payments/x", headers=H)
    try:
        r.raise_for_status()
    except requests.HTTPError as e:
        if e.response.status_code < 500:
            raise PermissionError(e.response.status_code)
        raise
    return r.json()


@backoff.on_exception(backoff.expo, requests.RequestException, max_tries=3)
def get():
    return fetch()
