"""A Flask shop: an application factory, extensions, blueprints."""

from flask import Flask

from store.errors import register_errors
from store.extensions import checkout
from store.orders import orders
from store.wallets import wallets


def create_app(config="store.config.Development"):
    app = Flask(__name__)
    app.config.from_object(config)
    checkout.init_app(app)
    app.register_blueprint(orders, url_prefix="/orders")
    app.register_blueprint(wallets, url_prefix="/wallets")
    register_errors(app)
    return app
