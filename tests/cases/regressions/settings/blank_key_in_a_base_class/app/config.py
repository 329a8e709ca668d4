class Base:
    CHECKOUT_KEY = ""
    CHECKOUT_URL = "https://api.sandbox.checkout.com"


class Development(Base):
    DEBUG = True
