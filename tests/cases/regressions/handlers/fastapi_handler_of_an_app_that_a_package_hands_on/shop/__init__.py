from . import errors, views
from .core import app
