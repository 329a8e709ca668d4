SUBDOMAIN = "abcd1234"
PRODUCTION_URL = f"https://{SUBDOMAIN}.api.sandbox.checkout.com"  # want: CKO303
