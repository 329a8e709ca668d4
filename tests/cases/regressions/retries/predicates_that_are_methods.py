import os
import httpx
from tenacity import retry, retry_if_exception, stop_after_attempt


class Policy:
    codes = (401, 429, 500)

    def worth_it(self, error):
        return isinstance(error, httpx.HTTPStatusError) and error.response.status_code in (401, 429, 500)

    def not_refused(self, error):
        return isinstance(error, httpx.HTTPStatusError) and error.response.status_code in (429, 500)

    @staticmethod
    def static(error):
        return isinstance(error, httpx.HTTPStatusError)

    @classmethod
    def of_class(cls, error):
        return isinstance(error, httpx.HTTPStatusError)


policy = Policy()
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


@retry(retry=retry_if_exception(policy.worth_it), stop=stop_after_attempt(4))  # want: CKO404
def payment(payment_id):
    response = httpx.get(f"https://api.checkout.com/payments/{payment_id}", headers=HEADERS)
    response.raise_for_status()
    return response.json()


@retry(retry=retry_if_exception(policy.not_refused), stop=stop_after_attempt(4))
def payment2(payment_id):
    response = httpx.get(f"https://api.checkout.com/payments/{payment_id}", headers=HEADERS)
    response.raise_for_status()
    return response.json()


@retry(retry=retry_if_exception(Policy.static), stop=stop_after_attempt(4))  # want: CKO404
def payment3(payment_id):
    response = httpx.get(f"https://api.checkout.com/payments/{payment_id}", headers=HEADERS)
    response.raise_for_status()
    return response.json()


@retry(retry=retry_if_exception(Policy.of_class), stop=stop_after_attempt(4))  # want: CKO404
def payment4(payment_id):
    response = httpx.get(f"https://api.checkout.com/payments/{payment_id}", headers=HEADERS)
    response.raise_for_status()
    return response.json()
