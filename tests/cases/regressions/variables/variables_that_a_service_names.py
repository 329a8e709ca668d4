import os
import boto3
import requests

os.environ["CKO_SECRET_KEY"] = ""
for parameter in boto3.client("ssm").get_parameters(Names=["CKO_SECRET_KEY"])["Parameters"]:
    os.environ[parameter["Name"]] = parameter["Value"]
os.environ["CKO_OTHER_KEY"] = ""


def show(payment):
    url = f"https://api.checkout.com/payments/{payment}"
    requests.get(url, headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}).raise_for_status()
    requests.get(url, headers={"Authorization": "Bearer " + os.environ["CKO_OTHER_KEY"]}).raise_for_status()  # want: CKO103
