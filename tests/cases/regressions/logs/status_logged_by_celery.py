import os

import requests
from celery.utils.log import get_task_logger

log = get_task_logger(__name__)


def capture(payment_id):
    headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
    response = requests.post(  # want: CKO401
        f"https://api.checkout.com/payments/{payment_id}/captures", headers=headers, timeout=20
    )
    log.info("capture %s: HTTP %s", payment_id, response.status_code)
    return response.json()["action_id"]
