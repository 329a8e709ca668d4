import os
class Settings:
    base = "https://api.checkout.com"
    def __init__(self): self.key = os.environ["CKO_SECRET_KEY"]
class Payments:
    def __init__(self, session, settings):
        self.session, self.settings = session, settings
    def get(self, pid):
        r = self.session.get(f"{self.settings.base}/payments/{pid}")  # want: CKO101
        r.raise_for_status()
        return r.json()
    def refund(self, pid):
        return self.session.post(f"{self.settings.base}/payments/{pid}/refunds", headers={"Authorization": f"Bearer {self.settings.key}"})
