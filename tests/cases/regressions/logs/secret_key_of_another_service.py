import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
from django.conf import settings

requests.get("https://api.checkout.com/payments/x", headers=H).raise_for_status()
print("recaptcha:", settings.RECAPTCHA_SECRET_KEY)
