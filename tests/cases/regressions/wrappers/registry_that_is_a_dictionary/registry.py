from collections import UserDict


class Registry(dict):
    def register(self, name):
        def keep(cls):
            self[name] = cls
            return cls

        return keep


class Functions(UserDict):
    def register(self, function):
        self.data[function.__name__] = function
        return function


GATEWAYS = Registry()
FUNCTIONS = Functions()
