import os

from flask import Flask
from payments import blueprint


def create_app():
    app = Flask(__name__)
    app.config.update(CKO_API="https://api.sandbox.checkout.com", CKO_KEY=os.environ["CKO_SECRET_KEY"])
    app.config.from_mapping({"CKO_TOKENS": "https://api.sandbox.checkout.com/tokens"})
    app.register_blueprint(blueprint)
    return app
