from shop import CONF
from helpers import *


def setup(key):
    CONF.headers["Authorization"] = key
