import os, requests
class Base:
    def __new__(cls, env):
        return super().__new__(Live if env == "live" else Sandbox)
    def __init__(self, env):
        self.env = env
    def hooks(self):
        r = requests.get(self.url + "/workflows", headers={"Authorization": "Bearer " + self.key})
        r.raise_for_status()
class Live(Base):
    url = "https://api.checkout.com"
    key = os.environ["LIVE_KEY"]
class Sandbox(Base):
    url = "https://api.sandbox.checkout.com"
    key = "sk_sbox_52xsw2ok6ucukcc7hbuvetaklyt"  # want: CKO201
def main(env):
    Base(env).hooks()
