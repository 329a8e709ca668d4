"""Code that has a class has what a class method or a static method of it was given to keep."""


class Registry:
    gateways = {}

    @classmethod
    def register(cls, name):
        def keep(made):
            cls.gateways[name] = made
            return made

        return keep

    @classmethod
    def make(cls, name, *given):
        try:
            return cls.gateways[name](*given)
        except KeyError:
            raise ValueError(f"no gateway is called {name}") from None


class Handlers:
    known = {}

    @staticmethod
    def add(name, handler):
        Handlers.known[name] = handler


class Jobs(Handlers):
    pass
