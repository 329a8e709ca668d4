from conf import conf_of
from helpers import *


def setup(key):
    conf_of().__dict__.update(key=key)
