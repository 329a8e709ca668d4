import os

from flask import Flask

from store.config import config


def create_app(name=None):
    app = Flask(__name__)
    app.config.from_object(config[name or os.environ.get("FLASK_ENV", "default")])
    from store.views import bp

    app.register_blueprint(bp)
    return app
