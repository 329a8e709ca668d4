import os, requests
from dotenv import load_dotenv
load_dotenv()
def get():
    r = requests.get("https://api.checkout.com/workflows", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]})
    r.raise_for_status()
