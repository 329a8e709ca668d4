import os
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
LIVE = os.environ["APP_ENV"] == "live"
PK = "pk_wtmgsig7iixntxqe6tdpumhymyh" if LIVE else "pk_sbox_su7msxv7rrusfd7sp7aszv3uuet"  # want: CKO202, CKO202
api = (CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).public_key(PK)
  .environment(Environment.production() if LIVE else Environment.sandbox()).environment_subdomain(os.environ["CKO_SUBDOMAIN"]).build())
