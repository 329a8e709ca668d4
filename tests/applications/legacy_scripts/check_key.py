import sys

from common import API, HEADERS, http

answer = http.request("GET", API + "/workflows", headers=HEADERS)
if answer.status == 401:
    sys.exit("the key is not accepted")
if answer.status != 200:
    sys.exit("Checkout.com answered %d" % answer.status)
print("the key is accepted")
