import os
from .headers import add
add("Authorization", os.environ["T"])
