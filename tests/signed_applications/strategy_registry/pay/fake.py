from pay.base import Provider


class Fake(Provider, code="fake"):
    def charge(self, token, amount, currency):
        return "fake_1"

    def refund(self, payment_id, amount=None):
        print("refund", payment_id)
