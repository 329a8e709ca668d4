import requests
from flask import abort, current_app, g


class Checkout:
    """A Flask extension."""

    def __init__(self, app=None):
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        app.config.setdefault("CHECKOUT_URL", "https://api.sandbox.checkout.com")
        app.extensions["checkout"] = self
        app.teardown_appcontext(self.teardown)

    def teardown(self, exception):
        session = g.pop("checkout_session", None)
        if session is not None:
            session.close()

    @property
    def session(self):
        if "checkout_session" not in g:
            g.checkout_session = requests.Session()
            g.checkout_session.headers["Authorization"] = f"Bearer {current_app.config['CHECKOUT_SECRET_KEY']}"  # signs
        return g.checkout_session

    def call(self, method, path, **kwargs):
        url = current_app.config["CHECKOUT_URL"] + path
        response = self.session.request(method, url, timeout=10, **kwargs)
        if response.status_code == 404:
            abort(404)
        if not response.ok:
            current_app.logger.error("checkout: %s", response.status_code)
            abort(502)
        return response.json()


checkout = Checkout()
