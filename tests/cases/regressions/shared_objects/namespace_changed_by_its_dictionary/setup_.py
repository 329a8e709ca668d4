from conf import CONF as other
from helpers import *


def setup(key):
    vars(other).update(key=key)
