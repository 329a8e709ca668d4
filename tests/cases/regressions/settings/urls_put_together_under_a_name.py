PREFIX = "abcd1234"
PRODUCTION_URL = "https://" + PREFIX + ".api.sandbox.checkout.com"  # want: CKO303
LIVE_URL = "https://%s.api.sandbox.checkout.com" % PREFIX  # want: CKO303
PROD_URL = "https://{}.api.sandbox.checkout.com".format(PREFIX)  # want: CKO303
SANDBOX_URL = "https://%s.api.checkout.com/%s" % (PREFIX, "payments")  # want: CKO303
TEST_URL = f"https://{PREFIX}.api.checkout.com"  # want: CKO303
