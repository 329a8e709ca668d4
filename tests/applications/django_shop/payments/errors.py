class PaymentError(Exception):
    """The payment provider did not do what it was asked to."""

    def __init__(self, status, codes):
        super().__init__(f"HTTP {status}: {', '.join(codes) or 'no error codes'}")
        self.status = status
        self.codes = codes

    @property
    def is_our_fault(self):
        return self.status in (401, 403)
