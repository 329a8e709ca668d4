import os, requests
from models import Settings
def url():
    return "https://api.checkout.com" if Settings.objects.get(pk=1).live else "https://api.sandbox.checkout.com"
def key():
    return os.environ["LIVE_KEY"] if Settings.objects.get(pk=1).live else "sk_sbox_52xsw2ok6ucukcc7hbuvetaklyt"
def hooks():
    r = requests.get(url() + "/workflows", headers={"Authorization": "Bearer " + key()})
    r.raise_for_status()
