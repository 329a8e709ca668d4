import os
import requests

ENV = os.environ.get("ENV", "dev")
SANDBOX = ENV != "prod" and ENV != "live"
KEY = os.environ["CKO_SECRET_KEY"] if not SANDBOX else "sk_sbox_epbvys4kwtso26pvbwu72jmvaof"  # want: CKO201
HOST = "https://api.checkout.com" if ENV in ("prod", "live") else "https://api.sandbox.checkout.com"
requests.get(f"{HOST}/workflows", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()
