import os
from authlib.integrations.requests_client import OAuth2Session
client = OAuth2Session(os.environ["ID"], os.environ["SECRET"], scope="vault", token_endpoint="https://access.checkout.com/connect/token")
client.fetch_token(grant_type="client_credentials")
def get(i):
    r = client.get(f"https://api.checkout.com/instruments/{i}")
    r.raise_for_status()
    return r.json()
def lost(i):
    return client.get(f"https://api.checkout.com/instruments/{i}").json()  # want: CKO401
