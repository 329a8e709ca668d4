from .cli import *
