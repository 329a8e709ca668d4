from flask import current_app, g


def sign():
    g.signed_later.headers.update({"Authorization": current_app.config["API_TOKEN"]})
