import os

from sdk import Client, Disputes, Payments

client = Client(os.environ["CKO_SECRET_KEY"])
print(Payments(client).get("pay_1")["status"])
print(len(Disputes(client).all()["data"]))
