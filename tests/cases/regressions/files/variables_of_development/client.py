import os, requests
from dotenv import load_dotenv
load_dotenv()
LIVE = os.environ["ENVIRONMENT"] == "production"
URL = "https://api.checkout.com" if LIVE else "https://api.sandbox.checkout.com"
def get():
    r = requests.get(URL + "/workflows", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]})
    r.raise_for_status()
