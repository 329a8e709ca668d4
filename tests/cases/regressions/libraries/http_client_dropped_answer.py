import http.client
import os


def cancel(payment_id):
    connection = http.client.HTTPSConnection("api.checkout.com", timeout=5)
    connection.putrequest("POST", f"/payments/{payment_id}/voids")
    connection.putheader("Authorization", "Bearer " + os.environ["CKO_SECRET_KEY"])
    connection.endheaders()
    connection.getresponse().read()  # want: CKO401
    connection.close()


def status(payment_id):
    connection = http.client.HTTPSConnection("api.checkout.com", timeout=5)
    connection.request(
        "GET", f"/payments/{payment_id}", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
    )
    answer = connection.getresponse()
    return answer.read() if answer.status < 400 else None
