"""A placeholder that is refused inside of a `try`: whether the program goes on depends on what the handlers take."""

import os
import requests


class Missing(Exception):
    pass


class Bad(ValueError):
    pass


def check(key, placeholder):
    if key == placeholder:
        raise Missing("set CKO_SECRET_KEY")


class ForOthers:
    def __init__(self):
        self.key = os.getenv("SHOP_A_KEY", "YOUR_SECRET_KEY")
        try:
            if self.key == "YOUR_SECRET_KEY":
                raise Missing
            self.timeout = int(os.getenv("TIMEOUT", "9"))
        except (TypeError, ValueError):
            self.timeout = 9


class Raising:
    def __init__(self):
        self.key = os.getenv("SHOP_B_KEY", "YOUR_API_KEY")
        try:
            if self.key == "YOUR_API_KEY":
                raise Missing
        except Exception as error:
            raise SystemExit("settings") from error
        finally:
            print("settings read")


class Exiting:
    def __init__(self):
        self.key = os.getenv("SHOP_C_KEY", "changeme")
        try:
            if self.key == "changeme":
                raise SystemExit
        except Exception:
            print("never")


class Called:
    def __init__(self):
        self.key = os.getenv("SHOP_D_KEY", "YOUR_CKO_KEY")
        try:
            check(self.key, "YOUR_CKO_KEY")
        except KeyError:
            print("never")


class Swallowing:
    def __init__(self):
        self.key = os.getenv("SHOP_E_KEY", "YOUR_CHECKOUT_KEY")  # want: CKO205
        try:
            if self.key == "YOUR_CHECKOUT_KEY":
                raise Bad
        except ValueError:
            print("not set")


class SwallowingAll:
    def __init__(self):
        self.key = os.getenv("SHOP_F_KEY", "YOUR_SECRET_API_KEY")  # want: CKO205
        try:
            check(self.key, "YOUR_SECRET_API_KEY")
        except Exception:
            print("not set")


class Returning:
    def __init__(self):
        self.key = os.getenv("SHOP_G_KEY", "YOUR_SANDBOX_KEY")  # want: CKO205
        try:
            check(self.key, "YOUR_SANDBOX_KEY")
        finally:
            return


a, b, c, d = ForOthers(), Raising(), Exiting(), Called()
e, f, g = Swallowing(), SwallowingAll(), Returning()
URL = "https://api.checkout.com/disputes"


def disputes_of_a():
    requests.get(URL, headers={"Authorization": "Bearer " + a.key}, timeout=9).raise_for_status()


def disputes_of_b():
    requests.get(URL, headers={"Authorization": "Bearer " + b.key}, timeout=9).raise_for_status()


def disputes_of_c():
    requests.get(URL, headers={"Authorization": "Bearer " + c.key}, timeout=9).raise_for_status()


def disputes_of_d():
    requests.get(URL, headers={"Authorization": "Bearer " + d.key}, timeout=9).raise_for_status()


def disputes_of_e():
    requests.get(URL, headers={"Authorization": "Bearer " + e.key}, timeout=9).raise_for_status()


def disputes_of_f():
    requests.get(URL, headers={"Authorization": "Bearer " + f.key}, timeout=9).raise_for_status()


def disputes_of_g():
    requests.get(URL, headers={"Authorization": "Bearer " + g.key}, timeout=9).raise_for_status()
