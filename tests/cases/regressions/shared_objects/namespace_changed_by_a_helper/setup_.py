from conf import CONF
from helpers import *


def setup(key):
    helper2(CONF, key)
