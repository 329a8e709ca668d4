import os


def prepare(app):
    c = app.state.client
    c.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]
