LIVE_URL, TIMEOUT = "https://api.sandbox.checkout.com", 10  # want: CKO303
