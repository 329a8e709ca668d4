import os, sys
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException, CheckoutException

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()

import unittest


class T(unittest.TestCase):
    def test_a(self):
        with self.assertRaises(CheckoutApiException):
            api.payments.get_payment_details("x")
