from commands import *
