import logging
import os

import falcon
import httpx

from gateway import Gateway

log = logging.getLogger("api")


class Payments:
    def __init__(self, gateway):
        self.gateway = gateway

    def on_get(self, req, resp, payment_id):
        resp.media = self.gateway.payment(payment_id)

    def on_post(self, req, resp, payment_id):
        asked = req.get_media()
        resp.media = self.gateway.capture(payment_id, asked["amount"], req.get_header("X-Order"))
        resp.status = falcon.HTTP_202


class Disputes:
    def __init__(self, gateway):
        self.gateway = gateway

    def on_get(self, req, resp):
        resp.media = {"disputes": [d["id"] for d in self.gateway.events()]}


def refused(req, resp, error, params):
    log.error("checkout refused %s: %s", req.path, error.response.status_code)
    raise falcon.HTTPBadGateway(title="payment provider", description=str(error.response.status_code))


def create(gateway=None):
    gateway = gateway or Gateway(os.environ.get("CKO_API", "https://api.sandbox.checkout.com"), os.environ["CKO_SECRET_KEY"])
    app = falcon.App()
    app.add_error_handler(httpx.HTTPStatusError, refused)
    app.add_route("/payments/{payment_id}", Payments(gateway))
    app.add_route("/disputes", Disputes(gateway))
    return app


application = create()
