from dataclasses import dataclass

import requests


@dataclass
class Context:
    session: requests.Session
    base: str
    verbose: bool = False

    def get(self, path, **params):
        return self._json(self.session.get(self.base + path, params=params, timeout=30))

    def post(self, path, body=None):
        return self._json(self.session.post(self.base + path, json=body, timeout=30))

    @staticmethod
    def _json(response):
        if response.status_code >= 400:
            raise SystemExit(f"{response.request.method} {response.url}: {response.status_code}")
        return response.json()
