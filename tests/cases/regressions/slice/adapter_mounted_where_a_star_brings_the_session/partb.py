import requests

s = requests.Session()
