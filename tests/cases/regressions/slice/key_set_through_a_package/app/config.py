API_KEY = ""
HOST = "https://api.sandbox.checkout.com"
