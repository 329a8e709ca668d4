BASE = "https://api.sandbox.checkout.com/"
