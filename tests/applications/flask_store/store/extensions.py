"""Objects that belong to the application, made once and configured by the factory."""

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment


class Checkout:
    """Builds the SDK's client when the application is made."""

    def __init__(self):
        self.api = None

    def init_app(self, app):
        if not app.config["CHECKOUT_SECRET_KEY"]:
            raise RuntimeError("CKO_SECRET_KEY is not set")
        environment = Environment.production() if app.config["CHECKOUT_IS_LIVE"] else Environment.sandbox()
        self.api = (
            CheckoutSdk.builder()
            .secret_key(app.config["CHECKOUT_SECRET_KEY"])
            .public_key(app.config["CHECKOUT_PUBLIC_KEY"])
            .environment(environment)
            .build()
        )
        app.extensions["checkout"] = self


checkout = Checkout()
