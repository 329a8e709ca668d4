from abc import ABC, abstractmethod


class Provider(ABC):
    _known: dict[str, type["Provider"]] = {}

    def __init_subclass__(cls, *, code, **kwargs):
        super().__init_subclass__(**kwargs)
        Provider._known[code] = cls

    @classmethod
    def named(cls, code, **options):
        return cls._known[code](**options)

    @abstractmethod
    def charge(self, token, amount, currency): ...

    @abstractmethod
    def refund(self, payment_id, amount=None): ...
