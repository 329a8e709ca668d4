import os

import local


def sign(session):
    session.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"


def login():
    local.current().headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
    session = local.kept()
    session.headers.update(Authorization=f"Bearer {os.environ['CKO_SECRET_KEY']}")
