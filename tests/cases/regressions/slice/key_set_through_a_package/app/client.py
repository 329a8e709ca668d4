import requests
from .config import HOST
from . import config
def get(path):
    r = requests.get(HOST + path, headers={"Authorization": f"Bearer {config.API_KEY}"})
    r.raise_for_status()
    return r.json()
