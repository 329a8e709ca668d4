import os
from .session import http
print(http)
