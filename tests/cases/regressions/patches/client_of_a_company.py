import httpx
httpx.Client = __import__("company").SignedClient
def get():
    httpx.Client().get("https://api.checkout.com/workflows").raise_for_status()
