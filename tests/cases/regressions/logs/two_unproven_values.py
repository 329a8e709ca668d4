import logging

import requests

log = logging.getLogger(__name__)


class Client:
    def __init__(self, merchant, secret_key):
        self.merchant = merchant
        self.secret_key = secret_key

    def capture(self, payment_id):
        log.debug("merchant %s uses %s", self.merchant, self.secret_key)  # want: CKO208
        response = requests.post(
            f"https://api.checkout.com/payments/{payment_id}/captures",
            headers={"Authorization": f"Bearer {self.secret_key}"},
        )
        response.raise_for_status()
