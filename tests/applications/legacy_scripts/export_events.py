import csv
import sys

import common


@common.exits
def export(payment_id):
    out = csv.writer(sys.stdout)
    for action in common.call("GET", "payments/{0}/actions".format(payment_id)):
        out.writerow([action["id"], action["type"], action["amount"]])


if __name__ == "__main__":
    for one in sys.argv[1:]:
        export(one)
