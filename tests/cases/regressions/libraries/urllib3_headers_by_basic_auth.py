import json
import os

import urllib3

pool = urllib3.PoolManager()


def instrument(instrument_id):
    answer = pool.request(  # want: CKO102
        "GET",
        f"https://api.checkout.com/instruments/{instrument_id}",
        headers=urllib3.make_headers(basic_auth=os.environ["CKO_SECRET_KEY"] + ":"),
    )
    if answer.status != 200:
        raise LookupError(instrument_id)
    return json.loads(answer.data)
