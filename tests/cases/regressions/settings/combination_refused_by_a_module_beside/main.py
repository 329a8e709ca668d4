import requests
import settings
import guard


def pay(live):
    url = "https://api.checkout.com" if settings.LIVE else settings.URL
    r = requests.get(url + "/payments/1", headers={"Authorization": f"Bearer {settings.KEY}"})
    r.raise_for_status()
