from parta import *
from partb import *

s.mount("https://", Rec())
