class Borg:
    _shared = {}

    def __init__(self):
        self.__dict__ = self._shared


class Config(Borg):
    def __init__(self):
        super().__init__()
        if not hasattr(self, "key"):
            self.key = None
