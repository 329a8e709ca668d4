import httpx
class Client:
    def __init__(self, client_id, client_secret):
        self._auth = (client_id, client_secret)
        self._token = None
    def _access_token(self):
        if self._token is None:
            r = httpx.post("https://access.checkout.com/connect/token", auth=self._auth, data={"grant_type": "client_credentials", "scope": "gateway"})
            r.raise_for_status()
            self._token = r.json()["access_token"]  # want: CKO405
        return self._token
    def payment(self, pid):
        r = httpx.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {self._access_token()}"})
        r.raise_for_status()
        return r.json()
