import requests
from . import settings
def get(path):
    r = requests.get(settings.ROOT + path, headers={"Authorization": "Bearer " + settings.KEY})
    r.raise_for_status()
    return r.json()
