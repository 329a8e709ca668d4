from .ctx import put, token
