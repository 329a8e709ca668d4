"""A session that is made in `setUp`."""

import os
import unittest

import requests

KEY = os.environ["CKO_SECRET_KEY"]
class SetUp(unittest.TestCase):
    def setUp(self):
        self.session = requests.Session()
    def test_shows(self):
        response = self.session.get("https://api.sandbox.checkout.com/payments/pay_1", timeout=30)  # want: CKO101
        self.assertEqual(response.status_code, 200)

class SetUpOfTheClass(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.session = requests.Session()
    def test_shows(self):
        response = self.session.get("https://api.sandbox.checkout.com/payments/pay_1", timeout=30)  # want: CKO101
        self.assertEqual(response.status_code, 200)

class Signed(unittest.TestCase):
    def setUp(self):
        self.session = requests.Session()
        self.session.headers["Authorization"] = "Bearer " + KEY

    def test_shows(self):
        response = self.session.get("https://api.sandbox.checkout.com/payments/pay_1", timeout=30)
        self.assertEqual(response.status_code, 200)


class SignedLater(unittest.TestCase):
    def setUp(self):
        self.session = requests.Session()

    def sign(self):
        self.session.headers["Authorization"] = "Bearer " + KEY

    def test_shows(self):
        self.sign()
        response = self.session.get("https://api.sandbox.checkout.com/payments/pay_1", timeout=30)
        self.assertEqual(response.status_code, 200)
