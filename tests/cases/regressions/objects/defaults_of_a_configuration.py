import os, posixpath, requests
from flask import Flask
app = Flask(__name__)
app.config.from_prefixed_env()
app.config.setdefault("CKO_URL", "https://api.sandbox.checkout.com")
app.config.setdefault("CKO_TIMEOUT", 5)
@app.get("/<pid>")
def get(pid):
    r = requests.get(posixpath.join(app.config["CKO_URL"], "payments", pid), headers={"Authorization": f"Bearer {app.config['CKO_SECRET_KEY']}"})
    r.raise_for_status()
    return r.json()
@app.post("/<pid>")
def post(pid):
    r = requests.post(posixpath.join(app.config["CKO_URL"], "payments", pid, "voids"), timeout=app.config["CKO_TIMEOUT"])  # want: CKO101
    r.raise_for_status()
    return r.json()
