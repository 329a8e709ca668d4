import requests


class Config:
    secret_key = ""


config = Config()


def load(values):
    for k, v in values.items():
        setattr(config, k, v)


def f():
    r = requests.get("https://api.checkout.com/workflows", headers={"Authorization": f"Bearer {config.secret_key}"})
    r.raise_for_status()
    return r.json()
