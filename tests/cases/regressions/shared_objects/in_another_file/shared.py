import json

import requests


class Config:
    secret_key = None
    base = "https://api.checkout.com"


class Fixed:
    secret_key = ""
    base = "https://api.checkout.com"


options = {"key": "", "base": "https://api.checkout.com"}
fixed = {"key": "", "base": "https://api.checkout.com"}
session = requests.Session()
unsigned = requests.Session()


def init(path):
    for name, value in json.load(open(path)).items():
        setattr(Config, name, value)


def configure(key):
    options["key"] = key


def current():
    return session
