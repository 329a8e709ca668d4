import logging
import requests


def void(pid, key):
    try:
        resp = requests.post(  # want: CKO403
            f"https://api.checkout.com/payments/{pid}/voids", headers={"Authorization": f"Bearer {key}"}
        )
        resp.raise_for_status()
        if resp.status_code == 202:
            return resp.json()
        return {}
    except Exception as exc:
        pass
