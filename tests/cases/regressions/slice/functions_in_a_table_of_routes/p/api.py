import os
import requests
def show(pid):
    return requests.get("https://api.checkout.com/payments/" + pid, headers={"Authorization": os.environ["T"]})  # want: CKO401
