import requests


class ApiError(Exception):
    def __init__(self, response):
        super().__init__(f"{response.status_code} from {response.url}")
        self.status = response.status_code


class Client:
    def __init__(self, key, live=False):
        self.host = "https://api.checkout.com" if live else "https://api.sandbox.checkout.com"
        self._session = requests.Session()
        self._session.auth = self._sign  # signs
        self._key = key

    def _sign(self, request):
        request.headers["Authorization"] = f"Bearer {self._key}"
        return request

    def __call__(self, method, path, **kwargs):
        response = self._session.request(method, self.host + path, timeout=10, **kwargs)
        if response.status_code >= 400:
            raise ApiError(response)
        return response.json()
