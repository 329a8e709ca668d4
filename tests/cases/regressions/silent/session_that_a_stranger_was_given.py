import os

import requests
from company.http import add_checks

HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
URL = "https://api.checkout.com/workflows"


class Api:
    def __init__(self):
        self.session = requests.Session()
        add_checks(self.session)

    def workflows(self):
        return self.session.get(URL, headers=HEADERS).json()


def workflows():
    session = requests.Session()
    add_checks(session)
    return session.get(URL, headers=HEADERS).json()
