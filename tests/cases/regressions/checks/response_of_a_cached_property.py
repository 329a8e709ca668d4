import os
import requests

U = "https://api.checkout.com/workflows"
S = requests.Session()
S.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]


class Refused(Exception):
    pass


from functools import cached_property
class A:
    @cached_property
    def r(self):
        return S.get(U)
    def data(self):
        if self.r.status_code != 200:
            raise Refused
        return self.r.json()
A().data()
