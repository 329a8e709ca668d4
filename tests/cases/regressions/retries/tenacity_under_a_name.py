import os

import requests
from tenacity import retry, retry_if_exception, stop_after_attempt


def _transient(error: BaseException) -> bool:
    return isinstance(error, requests.HTTPError) and error.response.status_code in (429, 503)


transient = retry(retry=retry_if_exception(_transient), stop=stop_after_attempt(5), reraise=True)


@transient
def workflows() -> dict:
    r = requests.get("https://api.checkout.com/workflows", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
    r.raise_for_status()
    return r.json()
