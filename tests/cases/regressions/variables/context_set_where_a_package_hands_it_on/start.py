import os
from shop import put, token


def start():
    put(token, "Bearer " + os.environ["CKO_SECRET_KEY"])
