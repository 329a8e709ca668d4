import unittest
from unittest import mock

import pook
import pytest
import requests
import responses

URL = "https://api.checkout.com/payments/1"


class Payments(unittest.TestCase):
    def setUp(self):
        responses.start()
        self.addCleanup(responses.stop)

    def test_details(self):
        responses.add(responses.GET, URL, json={"id": "1"})
        self.assertEqual(requests.get(URL).json()["id"], "1")


class RefundTests(unittest.TestCase):
    def setUp(self):
        patcher = mock.patch("requests.post")
        self.post = patcher.start()
        self.addCleanup(patcher.stop)

    def refunded(self):
        return requests.post(URL + "/refunds")

    def testRefund(self):
        self.post.return_value.status_code = 202
        self.assertTrue(self.refunded())


@pytest.fixture
def answers():
    with responses.RequestsMock() as mocked:
        mocked.get(URL, json={})
        yield mocked


def test_details(answers):
    assert requests.get(URL).json() == {}


def test_with_pook():
    pook.on()
    pook.get(URL, reply=200)
    assert requests.get(URL).json() == {}
    pook.off()
