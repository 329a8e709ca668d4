HOSTS = {"enabled": "https://api.checkout.com", "test": "https://api.sandbox.checkout.com"}
