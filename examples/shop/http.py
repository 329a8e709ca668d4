"""The connections that the shop's own requests to Checkout.com share."""

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from shop import settings


def session_with_retries() -> requests.Session:
    """A session for requests that may be sent twice without harm."""
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {settings.CHECKOUT_SECRET_KEY}"
    session.mount("https://", HTTPAdapter(max_retries=Retry(total=3, backoff_factor=0.5, status_forcelist=[401, 429, 503])))
    return session
