import requests
from vault import refresh

URL = "https://api.checkout.com/workflows"


class Client:
    def __init__(self, token):
        self.token = token

    def get(self):
        if not self.token:
            refresh(self)
            requests.get(URL, headers={"Authorization": f"Bearer {self.token}"}).raise_for_status()

    def get_without(self):
        if not self.token:
            requests.get(URL, headers={"Authorization": f"Bearer {self.token}"}).raise_for_status()  # want: CKO103


class LazyClient:
    def __init__(self):
        self.token = None

    def get(self):
        if not self.token:
            refresh(self)
        requests.get(URL, headers={"Authorization": f"Bearer {self.token}"}).raise_for_status()


def of_a_dictionary(token):
    state = {"token": token}
    if not token:
        refresh(state)
        requests.get(URL, headers={"Authorization": f"Bearer {state['token']}"}).raise_for_status()
