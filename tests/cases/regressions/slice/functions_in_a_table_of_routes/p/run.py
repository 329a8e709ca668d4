from .table import routes
def run(name, pid):
    r = routes[name](pid)
    pass
    return r.json()
