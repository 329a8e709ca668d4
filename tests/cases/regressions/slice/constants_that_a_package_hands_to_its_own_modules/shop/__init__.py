from .a import BASE
from .b import LINKS
from .c import read
