import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
import logging
from tenacity import retry, retry_if_exception_type, stop_after_attempt


@retry(retry=retry_if_exception_type(requests.HTTPError), stop=stop_after_attempt(3))
def get(pid):
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=H)
    try:
        r.raise_for_status()
    except requests.HTTPError as e:
        if e.response.status_code >= 500:
            raise
        logging.error("refused: %s", e.response.status_code)
        return None
    return r.json()
