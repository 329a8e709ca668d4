import os
from pay import session
def sign():
    session.http.headers.update(Authorization="Bearer " + os.environ["T"])
sign()
