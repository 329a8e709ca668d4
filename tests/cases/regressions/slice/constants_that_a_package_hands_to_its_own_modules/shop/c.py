import requests
from shop import LINKS


def read(i):
    requests.get(LINKS + "/" + i).raise_for_status()  # want: CKO101
