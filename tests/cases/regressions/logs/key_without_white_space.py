import os, json, requests

KEY = os.environ["CKO_SECRET_KEY"]
H = {"Authorization": f"Bearer {KEY}"}
print(KEY.strip())  # want: CKO208
