import requests


class BearerAuth(requests.auth.AuthBase):
    """Signs every request of a session with the account's key."""

    def __init__(self, key):
        self.key = key

    def __call__(self, request):
        request.headers["Authorization"] = f"Bearer {self.key}"
        return request
