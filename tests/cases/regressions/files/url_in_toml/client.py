import os, tomllib, httpx
with open(os.path.join(os.path.dirname(__file__), "conf", "app.toml"), "rb") as f:
    conf = tomllib.load(f)
class Client:
    def __init__(self, conf):
        self.http = httpx.Client(base_url=conf["checkout"]["base_url"], timeout=conf["checkout"]["timeout"])
    def hooks(self):
        r = self.http.get("/workflows")
        r.raise_for_status()
        return r.json()
client = Client(conf)
