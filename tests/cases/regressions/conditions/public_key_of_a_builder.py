import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

api = (
    CheckoutSdk.builder()  # want: CKO301
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .public_key("pk_sbox_su7msxv7rrusfd7sp7aszv3uuet")  # want: CKO202
    .environment(Environment.production())
    .environment_subdomain("abcd1234")
    .build()
)
other = (
    CheckoutSdk.builder()  # want: CKO302
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .public_key("pk_wtmgsig7iixntxqe6tdpumhymyh")  # want: CKO202
    .environment(Environment.sandbox())
    .environment_subdomain("abcd1234")
    .build()
)
