import os

import httpx
from tenacity import retry, retry_if_exception, stop_after_attempt


def worth_it(error):
    return isinstance(error, httpx.HTTPStatusError) and error.response.status_code in (401, 429, 500)


@retry(retry=retry_if_exception(worth_it), stop=stop_after_attempt(4))  # want: CKO404
def payment(payment_id):
    headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
    response = httpx.get(f"https://api.checkout.com/payments/{payment_id}", headers=headers)
    response.raise_for_status()
    return response.json()


@retry(retry=retry_if_exception(lambda e: isinstance(e, httpx.HTTPError)), stop=stop_after_attempt(4))  # want: CKO404
def payment2(payment_id):
    return payment(payment_id)
