import requests
from enum import Enum


class Env(str, Enum):
    LIVE = "live"
    SANDBOX = "sandbox"


def f(env: Env):
    key = "sk_dbyehm3cor423inl46efhhpsian" if env == Env.LIVE else "sk_sbox_ls6wqtvb4y3zmmdubcgfkbaedla"  # want: CKO201, CKO201
    host = "https://api.checkout.com" if env is Env.LIVE else "https://api.sandbox.checkout.com"
    requests.get(f"{host}/workflows", headers={"Authorization": f"Bearer {key}"}).raise_for_status()


def g(env: Env):
    key = "sk_dbyehm3cor423inl46efhhpsian" if env.value == "live" else "sk_sbox_ls6wqtvb4y3zmmdubcgfkbaedla"  # want: CKO201, CKO201
    host = "https://api.checkout.com" if env is Env.LIVE else "https://api.sandbox.checkout.com"
    requests.get(f"{host}/workflows", headers={"Authorization": f"Bearer {key}"}).raise_for_status()


def h(env: Env):
    key = "sk_dbyehm3cor423inl46efhhpsian" if env == "live" else "sk_sbox_ls6wqtvb4y3zmmdubcgfkbaedla"  # want: CKO201, CKO201
    host = "https://api.checkout.com" if env == Env.LIVE else "https://api.sandbox.checkout.com"
    requests.get(f"{host}/workflows", headers={"Authorization": f"Bearer {key}"}).raise_for_status()
