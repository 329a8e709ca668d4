class Payments:
    def __init__(self, client, key):
        self.client = client
        self.key = key

    def get(self, payment_id):
        headers = {"Authorization": f"Bearer {self.key}"}
        response = self.client.get(f"https://api.sandbox.checkout.com/payments/{payment_id}", headers=headers)
        response.raise_for_status()
        return response.json()
