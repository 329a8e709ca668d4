import json, requests
URLS = json.load(open("urls.json"))
def get():
    return requests.get(URLS["docs"]).text
