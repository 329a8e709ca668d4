BASE = LIVE_URL = "https://api.sandbox.checkout.com"  # want: CKO303
