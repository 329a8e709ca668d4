import os
from partb import *
import partc

s.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]


def get():
    return s.get("https://api.checkout.com/workflows").json()
