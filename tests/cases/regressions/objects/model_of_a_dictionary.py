import requests
from pydantic import BaseModel
class Conf(BaseModel):
    url: str
    key: str
conf = Conf.model_validate({"url": "https://api.checkout.com", "key": "sk_sbox_52xsw2ok6ucukcc7hbuvetaklyt"})  # want: CKO201
def a():
    requests.get(conf.url + "/workflows", headers={"Authorization": "Bearer " + conf.key}).raise_for_status()  # want: CKO301
def load(data):
    return Conf.model_validate(data)
def b(data):
    c = load(data)
    requests.get(c.url + "/workflows", headers={"Authorization": "Bearer " + c.key}).raise_for_status()
