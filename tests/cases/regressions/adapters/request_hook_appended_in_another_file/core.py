import httpx

client = httpx.Client(base_url="https://api.checkout.com")
