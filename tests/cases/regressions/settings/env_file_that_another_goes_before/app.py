from dotenv import load_dotenv

load_dotenv('.env.production')
load_dotenv()
import os

import requests


def pay():
    url = "https://api.checkout.com/payments"
    headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
    requests.get(url, headers=headers).raise_for_status()
