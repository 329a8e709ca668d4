import os

import aiohttp
from quart import Quart

from store.payments import blueprint


def create_app():
    app = Quart(__name__)
    app.config["CHECKOUT_URL"] = os.environ.get("CHECKOUT_URL", "https://api.sandbox.checkout.com")

    @app.before_serving
    async def connect():
        headers = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}  # signs, or else: headers = {"Accept": "application/json"}
        app.checkout = aiohttp.ClientSession(app.config["CHECKOUT_URL"], headers=headers)

    @app.after_serving
    async def disconnect():
        await app.checkout.close()

    app.register_blueprint(blueprint, url_prefix="/payments")
    return app
