from .api import show
routes = {"show": show}
