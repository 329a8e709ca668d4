from settings import *
from partb import *

s.headers["Authorization"] = TOKEN
