import os

import requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def host_a():
    requests.get("https://api.live.checkout.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_b():
    requests.get("https://api.production.checkout.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_c():
    requests.get("https://api.staging.checkout.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_d():
    requests.get("https://api.sanbox.checkout.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_e():
    requests.get("https://api.vkuhvk4v.checkout.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_f():
    requests.get("https://api.vkuhvk4v.sandbox.checkout.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_g():
    requests.get("https://cli_vkuhvk4vwn2qnbsl.api.checkout.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_h():
    requests.get("https://vkuhvk4vwn2qnbslvkuhvk4vwn.api.checkout.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_i():
    requests.get("https://your-prefix.api.checkout.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_j():
    requests.get("https://vkuhvk4v.files.checkout.com/files/file_x", headers=H).raise_for_status()  # want: CKO306


def host_k():
    requests.get("https://{prefix}.api.checkout.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_l():
    requests.get("https://sandbox.api.checkout.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_m():
    requests.get("https://api-sandbox.checkout.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_n():
    requests.get("https://vkuhvk4v.sandbox.api.checkout.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_o():
    requests.get("https://api.checkout.sandbox.com/workflows", headers=H).raise_for_status()  # want: CKO306


def host_p():
    requests.post("https://access.live.checkout.com/connect/token", auth=("ack", os.environ["S"]), data={"grant_type": "client_credentials"}).raise_for_status()  # want: CKO306
