import os


class Base:
    JSON_SORT_KEYS = False
    CHECKOUT_IS_LIVE = False
    CHECKOUT_SECRET_KEY = os.environ.get("CKO_SECRET_KEY")
    CHECKOUT_PUBLIC_KEY = os.environ["CKO_PUBLIC_KEY"]


class Development(Base):
    DEBUG = True


class Production(Base):
    CHECKOUT_IS_LIVE = True
