import os
from .session import http
http.headers["Authorization"] = "Bearer " + os.environ["T"]
