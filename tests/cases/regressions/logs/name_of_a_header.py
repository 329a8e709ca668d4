import logging
import os

import requests

log = logging.getLogger(__name__)
URL = "https://api.checkout.com/workflows"
API_KEY_HEADER = os.environ["PAYMENTS_API_KEY_HEADER"]
API_KEY = os.environ["PAYMENTS_API_KEY"]


def by_the_name_of_a_header():
    log.info("the key goes into %s", API_KEY_HEADER)
    response = requests.get(URL, headers={"Authorization": f"Bearer {API_KEY}"})
    response.raise_for_status()
    return response.json()


def by_the_whole_header(api_key_header):
    response = requests.get(URL, headers={"Authorization": api_key_header})
    response.raise_for_status()
    return response.json()


def by_the_key(api_key):
    response = requests.get(URL, headers={"Authorization": api_key})  # want: CKO102
    response.raise_for_status()
    return response.json()


def with_the_key():
    log.info("the key is %s", API_KEY)  # want: CKO208
    response = requests.get(URL, headers={"Authorization": f"Bearer {API_KEY}"})
    response.raise_for_status()
    return response.json()
