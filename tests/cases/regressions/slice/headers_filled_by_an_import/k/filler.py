import os
from .headers import HEADERS
HEADERS["Authorization"] = os.environ["T"]
