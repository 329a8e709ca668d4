import httpx


class Gateway:
    """Talks to Checkout.com for the resources."""

    def __init__(self, base: str, key: str):
        self._http = httpx.Client(
            base_url=base,
            headers={"Authorization": f"Bearer {key}"},  # signs
            timeout=httpx.Timeout(10, connect=3),
        )

    def payment(self, payment_id: str) -> dict:
        return self._read(self._http.get(f"/payments/{payment_id}"))

    def capture(self, payment_id: str, amount: int, reference: str) -> dict:
        body = {"amount": amount, "reference": reference}
        return self._read(self._http.post(f"/payments/{payment_id}/captures", json=body))

    def events(self, after: str | None = None):
        params = {"limit": 50}
        while True:
            page = self._read(self._http.get("/disputes", params=params))
            yield from page["data"]
            if len(page["data"]) < params["limit"]:
                return
            params["skip"] = params.get("skip", 0) + params["limit"]

    @staticmethod
    def _read(response: httpx.Response) -> dict:
        response.raise_for_status()
        return response.json()
