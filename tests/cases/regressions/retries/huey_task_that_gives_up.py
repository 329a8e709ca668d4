"""A task of huey that decides which refusal is not worth another try."""

import os
import requests
from huey import RedisHuey
from huey.exceptions import CancelExecution
huey = RedisHuey("shop")
@huey.task(retries=3, retry_delay=60)
def capture(pid):
    try:
        r = requests.post(f"https://api.checkout.com/payments/{pid}/captures", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
        r.raise_for_status()
    except requests.HTTPError as e:
        if e.response.status_code == 401:
            raise CancelExecution(retry=False) from e
        raise
