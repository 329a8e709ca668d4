import os, json, requests

KEY = os.environ["CKO_SECRET_KEY"]
H = {"Authorization": f"Bearer {KEY}"}
import logging

print(dict(key=KEY))  # want: CKO208
logging.info("start", extra={"key": KEY})  # want: CKO208
logging.info("start %(k)s", {"k": KEY})  # want: CKO208
