import os

import requests


class Module:
    def __init__(self):
        self.api = "https://api.sandbox.checkout.com"
        self.files = "https://files.checkout.com"
        self.headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}

    def upload(self):
        requests.post(self.files + "/files", headers=self.headers).raise_for_status()

    def dispute(self, did):
        requests.get(f"{self.api}/disputes/{did}", headers=self.headers).raise_for_status()  # want: CKO304

    def disputes(self):
        requests.get(f"{self.api}/disputes", headers=self.headers).raise_for_status()


module = Module()


class Chosen:
    def __init__(self, live):
        self.api = "https://api.checkout.com" if live else "https://api.sandbox.checkout.com"
        self.files = "https://files.checkout.com"
        self.headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}

    def upload(self):
        requests.post(self.files + "/files", headers=self.headers).raise_for_status()

    def dispute(self, did):
        requests.get(f"{self.api}/disputes/{did}", headers=self.headers).raise_for_status()  # want: CKO304


class Refusing:
    def __init__(self, live):
        self.live = live
        self.api = "https://api.checkout.com" if live else "https://api.sandbox.checkout.com"
        self.headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}

    def upload(self):
        if not self.live:
            raise NotImplementedError
        requests.post("https://files.checkout.com/files", headers=self.headers).raise_for_status()

    def dispute(self, did):
        requests.get(f"{self.api}/disputes/{did}", headers=self.headers).raise_for_status()


class Agreeing:
    def __init__(self, live):
        dot = "" if live else "sandbox."
        self.api = f"https://api.{dot}checkout.com"
        self.files = f"https://files.{dot}checkout.com"
        self.headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}

    def upload(self):
        requests.post(self.files + "/files", headers=self.headers).raise_for_status()

    def dispute(self, did):
        requests.get(f"{self.api}/disputes/{did}", headers=self.headers).raise_for_status()


class Used:
    def __init__(self):
        self.api = "https://api.sandbox.checkout.com"
        self.files = "https://files.checkout.com"
        self.headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}

    def upload(self):
        requests.post(self.files + "/files", headers=self.headers).raise_for_status()  # want: CKO304

    def dispute(self, did):
        requests.get(f"{self.api}/disputes/{did}", headers=self.headers).raise_for_status()


def main():
    client = Used()
    client.dispute("dsp_1")
    client.upload()
