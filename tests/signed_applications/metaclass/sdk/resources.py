class Endpoint:
    def __init__(self, method, template):
        self.method, self.template = method, template

    def __get__(self, resource, owner):
        if resource is None:
            return self

        def call(*parts, **kwargs):
            return resource.client(self.method, self.template.format(*parts), **kwargs)

        return call


class Resource(type):
    registry = {}

    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, namespace)
        mcs.registry[name.lower()] = cls
        return cls


class Base(metaclass=Resource):
    def __init__(self, client):
        self.client = client


class Payments(Base):
    get = Endpoint("GET", "/payments/{}")
    capture = Endpoint("POST", "/payments/{}/captures")
    refund = Endpoint("POST", "/payments/{}/refunds")


class Disputes(Base):
    all = Endpoint("GET", "/disputes")
    accept = Endpoint("POST", "/disputes/{}/accept")
