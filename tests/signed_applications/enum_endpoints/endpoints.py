from enum import Enum, auto
from http import HTTPMethod, HTTPStatus


class Call(Enum):
    SHOW = (HTTPMethod.GET, "/payments/{id}", HTTPStatus.OK)
    CAPTURE = (HTTPMethod.POST, "/payments/{id}/captures", HTTPStatus.ACCEPTED)
    VOID = (HTTPMethod.POST, "/payments/{id}/voids", HTTPStatus.ACCEPTED)

    def __init__(self, method, template, expected):
        self.method, self.template, self.expected = method, template, expected


class Host(str, Enum):
    LIVE = "https://api.checkout.com"
    SANDBOX = "https://api.sandbox.checkout.com"
