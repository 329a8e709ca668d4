class Bus:
    def __init__(self):
        self.handlers = {}

    def exception_handler(self, cls):
        def add(f):
            self.handlers[cls] = f
            return f

        return add


def make():
    return Bus()


bus = make()
