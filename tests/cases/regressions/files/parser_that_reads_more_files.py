import configparser
import os
import requests

read = configparser.ConfigParser()
read.read_dict({"cko": {"url": "https://api.sandbox.checkout.com", "key": ""}})
read.read(["/etc/shop.ini", "local.ini"])
given = configparser.ConfigParser()
given.read_dict({"cko": {"key": ""}})
given.set("cko", "key", os.environ["CKO_SECRET_KEY"])
section = configparser.ConfigParser()
section.read_dict({"cko": {"key": ""}})
section["cko"]["key"] = os.environ["CKO_SECRET_KEY"]
left = configparser.ConfigParser()
left.read_dict({"cko": {"key": ""}})


def show(payment):
    url = f"https://api.sandbox.checkout.com/payments/{payment}"
    requests.get(url, headers={"Authorization": "Bearer " + read.get("cko", "key")}).raise_for_status()
    requests.get(url, headers={"Authorization": "Bearer " + given["cko"]["key"]}).raise_for_status()
    requests.get(url, headers={"Authorization": "Bearer " + section["cko"]["key"]}).raise_for_status()
    requests.get(url, headers={"Authorization": "Bearer " + left["cko"]["key"]}).raise_for_status()  # want: CKO103
