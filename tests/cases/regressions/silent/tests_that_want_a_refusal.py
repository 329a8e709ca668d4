import unittest

import requests

API = "https://api.sandbox.checkout.com"


def test_no_key_is_refused():
    assert requests.get(f"{API}/workflows").status_code == 401


def test_wrong_key_is_refused():
    response = requests.get(f"{API}/workflows", headers={"Authorization": "Bearer sk_sbox_wrong"})
    assert not response.ok


class Refusals(unittest.TestCase):
    def test_equal(self):
        self.assertEqual(requests.get(f"{API}/workflows").status_code, 401)

    def test_in(self):
        self.assertIn(requests.get(f"{API}/disputes").status_code, (401, 403))

    def test_accepted(self):
        self.assertEqual(requests.get(f"{API}/reports").status_code, 200)  # want: CKO101
