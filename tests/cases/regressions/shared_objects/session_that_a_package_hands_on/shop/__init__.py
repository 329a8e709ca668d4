from .conf import CONF
