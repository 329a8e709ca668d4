import os

from pay import checkout_com, fake  # noqa: F401
from pay.base import Provider


def provider():
    if os.environ.get("SHOP_FAKE"):
        return Provider.named("fake")
    return Provider.named("cko", secret_key=os.environ["CKO_SECRET_KEY"], channel=os.environ.get("CKO_CHANNEL"))


if __name__ == "__main__":
    print(provider().charge("tok_1", 100, "GBP"))
