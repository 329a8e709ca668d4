import requests
from omegaconf import OmegaConf
cfg = OmegaConf.load("config.yml")
def get():
    r = requests.get(f"{cfg.checkout.host}/workflows", headers={"Authorization": f"Bearer {cfg.checkout.secret}"})
    return r.json()
