API_URLS = {"live": "https://api.checkout.com", "test": "https://api.sandbox.checkout.com"}
