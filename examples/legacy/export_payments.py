import csv
import os
import sys

import requests

URL = "https://api.checkout.com/reports/payments"

reply = requests.get(URL, headers={"Authorization": os.environ["CKO_SECRET_KEY"]})
if reply.status_code != 200:
    print >>sys.stderr, "HTTP %s" % reply.status_code
    sys.exit(1)
out = csv.writer(open("payments.csv", "wb"))
for payment in reply.json()["data"]:
    out.writerow([payment["id"], payment["amount"]])
print "done"
