import requests
from shared import Config, Fixed, fixed, options, session, unsigned


def by_class():
    headers = {"Authorization": f"Bearer {Config.secret_key}"}
    requests.get(Config.base + "/workflows", headers=headers, timeout=5).raise_for_status()


def by_dictionary():
    headers = {"Authorization": f"Bearer {options['key']}"}
    requests.get(options["base"] + "/workflows", headers=headers, timeout=5).raise_for_status()


def by_session():
    session.get("https://api.checkout.com/workflows", timeout=5).raise_for_status()


def by_fixed_class():
    headers = {"Authorization": f"Bearer {Fixed.secret_key}"}
    requests.get(Fixed.base + "/workflows", headers=headers, timeout=5).raise_for_status()  # want: CKO103


def by_fixed_dictionary():
    headers = {"Authorization": f"Bearer {fixed['key']}"}
    requests.get(fixed["base"] + "/workflows", headers=headers, timeout=5).raise_for_status()  # want: CKO103


def by_unsigned_session():
    unsigned.get("https://api.checkout.com/workflows", timeout=5).raise_for_status()  # want: CKO101
