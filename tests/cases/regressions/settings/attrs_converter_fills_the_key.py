import os

import attrs
import requests


@attrs.define
class Client:
    key: str = attrs.field(default=None, converter=lambda v: v or os.environ["CKO_SECRET_KEY"])

    def workflows(self):
        r = requests.get("https://api.checkout.com/workflows", headers={"Authorization": f"Bearer {self.key}"})
        r.raise_for_status()


Client().workflows()
