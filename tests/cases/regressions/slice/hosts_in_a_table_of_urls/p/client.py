import os
import requests
from .where import API_URLS
def get(env, path):
    r = requests.get(API_URLS[env] + path, headers={})  # want: CKO101
    r.raise_for_status()
    return r.json()
