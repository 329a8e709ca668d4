import os
import httplib2

client = httplib2.Http(timeout=10)
HEADERS = {"authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}


def workflows():
    response, body = client.request("https://api.checkout.com/workflows", headers=HEADERS)
    if int(response.get("status", 0)) // 100 != 2:
        raise RuntimeError(body)
    return body


def reports():
    response, body = client.request("https://api.checkout.com/reports", headers=HEADERS)  # want: CKO401
    print(response.get("content-type"))
    return body
