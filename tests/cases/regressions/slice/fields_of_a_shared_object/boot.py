import requests
from ctx import ctx
ctx.client = requests.Session()
ctx.base = "https://api.checkout.com"
