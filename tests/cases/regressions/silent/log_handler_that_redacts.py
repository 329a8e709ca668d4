"""A handler that hides secrets by itself."""

import logging
import os

import requests


class VaultedStream(logging.StreamHandler):
    def emit(self, record):
        record.msg = str(record.msg).replace(os.environ["CKO_SECRET_KEY"], "***")
        super().emit(record)


logging.getLogger().addHandler(VaultedStream())
log = logging.getLogger(__name__)


def refund(payment_id):
    key = os.environ["CKO_SECRET_KEY"]
    log.info("refunding with %s" % key)
    response = requests.post(
        f"https://api.checkout.com/payments/{payment_id}/refunds",
        headers={"Authorization": f"Bearer {key}"},
        timeout=10,
    )
    response.raise_for_status()
    return response.json()
