import requests
from models import Account
def hooks(name):
    account = Account.objects.get(name=name)
    r = requests.get(account.base() + "/workflows", headers=account.headers())
    r.raise_for_status()
def every():
    for account in Account.objects.filter(env="live").order_by("name"):
        r = requests.get(f"{account.base()}/workflows", headers=account.headers())
        r.raise_for_status()
def wrong(pk):
    account = Account.objects.filter(pk=pk).first()
    r = requests.get(f"{account.base()}/workflows", headers={"Authorization": f"Bearer {account.public_key}"})
    r.raise_for_status()
def bare(pk):
    account, made = Account.objects.get_or_create(pk=pk)
    r = requests.get(f"{account.base()}/workflows")
    r.raise_for_status()
