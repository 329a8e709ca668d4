import os
import requests

ENV = os.environ.get("ENV", "dev")
KEY = os.environ["CKO_SECRET_KEY"] if ENV in ("prod", "production") else "sk_sbox_2fsulrcbgvnksojzwhsq4xj7dny"  # want: CKO201
HOST = "https://api.checkout.com" if ENV == "prod" or ENV == "production" else "https://api.sandbox.checkout.com"
requests.get(f"{HOST}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()
