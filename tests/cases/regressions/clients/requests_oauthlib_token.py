import os
from requests_oauthlib import OAuth2Session
from oauthlib.oauth2 import BackendApplicationClient
oauth = OAuth2Session(client=BackendApplicationClient(client_id=os.environ["ID"]))
token = oauth.fetch_token("https://access.sandbox.checkout.com/connect/token", client_id=os.environ["ID"], client_secret="4Y4GgRPUxDqDK5XpuCYeZKDSuQ5KWF6b")  # want: CKO207
def get():
    r = oauth.get("https://api.sandbox.checkout.com/workflows")
    if r.ok:
        return r.json()
