from contextvars import ContextVar

token = ContextVar("token", default=None)


def put(var, value):
    var.set(value)
