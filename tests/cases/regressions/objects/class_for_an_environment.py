import os, requests
def make(env):
    class Client:
        root = "https://api.checkout.com" if env == "live" else "https://api.sandbox.checkout.com"
        key = os.environ["LIVE"] if env == "live" else "sk_sbox_52xsw2ok6ucukcc7hbuvetaklyt"  # want: CKO201
        def get(self, pid):
            r = requests.get(f"{self.root}/payments/{pid}", headers={"Authorization": f"Bearer {self.key}"})
            r.raise_for_status()
            return r.json()
    return Client()
live = make("live")
sandbox = make("sandbox")
