import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

s = requests.Session()
s.mount("https://", HTTPAdapter(max_retries=Retry(total=0, status_forcelist=[401, 503])))
s.get("https://api.checkout.com/payments/x", headers=H).raise_for_status()
