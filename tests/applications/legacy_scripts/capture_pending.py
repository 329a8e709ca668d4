import sys

from common import call, exits


@exits
def capture_pending(ids):
    for payment_id in ids:
        payment = call("GET", "payments/" + payment_id)
        if payment["status"] == "Authorized":
            call("POST", "payments/%s/captures" % payment_id, amount=payment["amount"])


if __name__ == "__main__":
    capture_pending(sys.argv[1:])
