import os

import requests

HOST = "https://api.sandbox.checkout.com"


class Gateway:
    def __init__(self):
        self._http = None

    def dispute(self, dispute_id):
        answer = self.http().get(f"{HOST}/disputes/{dispute_id}")
        answer.raise_for_status()
        return answer.json()

    def reports(self):
        self.open()
        answer = self._http.get(f"{HOST}/reports")
        answer.raise_for_status()
        return answer.json()

    def http(self):
        if self._http is None:
            self.open()
        return self._http

    def open(self):
        self._http = requests.Session()
        self._http.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]


class Unsigned:
    def __init__(self):
        self._http = None

    def open(self):
        self._http = requests.Session()
        self._http.headers["Accept"] = "application/json"

    def reports(self):
        self.open()
        answer = self._http.get(f"{HOST}/reports")  # want: CKO101
        answer.raise_for_status()
        return answer.json()


gateway, unsigned = Gateway(), Unsigned()
