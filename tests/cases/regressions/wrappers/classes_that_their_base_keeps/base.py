BY_NAME = {}


class Gateway:
    known = []
    scheme = "Bearer"

    def __init_subclass__(cls, name="", scheme="Bearer", **more):
        super().__init_subclass__(**more)
        cls.name = name
        cls.scheme = scheme
        cls.known.append(cls)
        BY_NAME[name] = cls

    def __init__(self, key):
        self.key = key

    def headers(self):
        return {"Authorization": f"{self.scheme} {self.key}"}

    @classmethod
    def called(cls, name):
        for one in cls.known:
            if one.name == name:
                return one
        raise LookupError(name)


def derived(name):
    return next(one for one in Gateway.__subclasses__() if one.name == name)


class Checked:
    def __init_subclass__(cls):
        sends = cls.send

        def checked(self, *given):
            answer = sends(self, *given)
            answer.raise_for_status()
            return answer

        cls.send = checked
