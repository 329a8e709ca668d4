import requests

CONF = requests.Session()
