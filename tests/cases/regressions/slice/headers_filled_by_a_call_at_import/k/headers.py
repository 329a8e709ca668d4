HEADERS = {}
def add(name, value):
    HEADERS[name] = value
