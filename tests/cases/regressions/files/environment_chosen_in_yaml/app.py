import os, pathlib
import requests, yaml
HERE = pathlib.Path(__file__).resolve().parent
CONF = yaml.safe_load((HERE / "settings.yaml").read_text())[os.environ.get("ENV", "sandbox")]
def get():
    r = requests.get(CONF["url"] + "/workflows", headers={"Authorization": "Bearer " + CONF["key"]})
    r.raise_for_status()
def bare():
    r = requests.get(CONF["url"] + "/workflows")
    r.raise_for_status()
