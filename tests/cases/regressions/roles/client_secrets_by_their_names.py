import os
import requests
CKO_CLIENT_SECRET = "37MBoQIYWD2jZ1a7BmScVUbHte3xJitZU8v"  # want: CKO207
OAUTH = {"client_id": "ack_mw5dnos7nv4eqmkf4xm6upz3ne", "client_secret": "Q7MBoQIYWD2jZ1a7BmScVUbHte3xJitZU8v"}  # want: CKO207
SECRET2 = os.getenv("CKO_CLIENT_SECRET", "Z7MBoQIYWD2jZ1a7BmScVUbHte3xJitZU8v")
checkout_client_secret: str = os.getenv("CKO_CLIENT_SECRET", "W7MBoQIYWD2jZ1a7BmScVUbHte3xJitZU8v")  # want: CKO207
CKO_CLIENT_SECRET_NAME = "prod/cko/secret1"
CHECKOUT_CLIENT_SECRET = "client_secret"
URL = "https://api.checkout.com"
