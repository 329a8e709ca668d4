import http.client

import requests
import requests.adapters

requests.adapters.DEFAULT_RETRIES = 2
http.client.HTTPSConnection.debuglevel = 1


def reports():
    return requests.get("https://api.checkout.com/reports").json()  # want: CKO101, CKO401
