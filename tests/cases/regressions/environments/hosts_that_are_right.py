import os

import requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
P = os.environ["PREFIX"]
T = "https://{prefix}.api.sandbox.checkout.com"


def host_a():
    requests.get("https://vkuhvk4v.api.checkout.com/workflows", headers=H).raise_for_status()


def host_b():
    requests.get("https://pl-vkuhvk4v.api.sandbox.checkout.com/workflows", headers=H).raise_for_status()


def host_c():
    requests.get(f"https://{P}.api.checkout.com/workflows", headers=H).raise_for_status()


def host_d():
    requests.get(T.format(prefix=P) + "/workflows", headers=H).raise_for_status()


def host_e():
    requests.get("https://ksa.api.checkout.com/workflows", headers=H).raise_for_status()


def host_f():
    requests.get("https://files.sandbox.checkout.com/files/file_x", headers=H).raise_for_status()


def host_g():
    requests.get("https://cdn.sandbox.checkout.com/x.js").raise_for_status()


def host_h():
    requests.get("https://www.checkout.com/docs").raise_for_status()


def host_i():
    requests.get("https://docs.mcp.checkout.com/x").raise_for_status()


def host_j():
    requests.get("https://api.example.com/sandbox.checkout.com").raise_for_status()


def host_k():
    requests.get("https://identity-verification.sandbox.checkout.com/applicants/x", headers=H).raise_for_status()


def host_l():
    requests.get("https://vkuhvk4v.devices.api.checkout.com/collect/risk", headers=H).raise_for_status()


def host_m():
    requests.get("https://cloudevents.integration.sandbox.checkout.com/x").raise_for_status()


def host_n():
    requests.get("https://forward.checkout.com/forward/x", headers=H).raise_for_status()


def host_o():
    requests.get("https://api.2checkout.com/rest/6.0/orders", headers=H).raise_for_status()
