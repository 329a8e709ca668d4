import requests


class Backend:
    def __init__(self, key, root):
        self.key = key
        self.root = root

    def void(self, payment):
        headers = {"Authorization": f"Basic {self.key}"}
        requests.post(f"{self.root}/payments/{payment}/voids", headers=headers).raise_for_status()

    def capture(self, payment):
        headers = {"Authorization": f"Bearer {self.key}"}
        requests.post(f"{self.root}/payments/{payment}/captures", headers=headers).raise_for_status()
