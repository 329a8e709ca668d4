import os, requests

URL = "https://api.checkout.com/workflows"


class Keys:
    @staticmethod
    def secret():
        return os.environ["CKO_SECRET_KEY"]

    @classmethod
    def of_class(cls):
        return os.environ["CKO_SECRET_KEY"]

    @property
    def right(self):
        return os.environ["CKO_SECRET_KEY"]

    def get_key(self):
        return os.environ["CKO_SECRET_KEY"]

    def all(self):
        requests.get(URL, headers={"Authorization": f"Bearer {self.secret}"}).raise_for_status()  # want: CKO102
        requests.get(URL, headers={"Authorization": f"Bearer {Keys.of_class}"}).raise_for_status()  # want: CKO102
        requests.get(URL, headers={"Authorization": "Bearer %s" % self.get_key}).raise_for_status()  # want: CKO102
        requests.get(URL, headers={"Authorization": f"Bearer {self.right}"}).raise_for_status()
        requests.get(URL, headers={"Authorization": f"Bearer {self.secret()}"}).raise_for_status()
