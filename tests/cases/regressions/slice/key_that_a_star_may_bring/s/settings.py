ROOT = "https://api.sandbox.checkout.com"
KEY = ""
try:
    from .local_settings import *
except ImportError:
    pass
