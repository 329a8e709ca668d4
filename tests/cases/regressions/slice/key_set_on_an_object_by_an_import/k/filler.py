import os
from .holder import holder
holder.key = os.environ["T"]
