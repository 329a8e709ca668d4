import os
def key():
    return os.environ["T"]
