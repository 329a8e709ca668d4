import requests
from .holder import holder
def get(pid):
    r = requests.get("https://api.checkout.com/payments/" + pid, headers={"Authorization": f"Bearer {holder.key}"})
    r.raise_for_status()
    return r.json()
