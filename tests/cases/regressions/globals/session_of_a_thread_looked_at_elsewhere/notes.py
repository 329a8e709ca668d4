import logging

import local


def note(session):
    logging.info("redirects: %s", session.max_redirects)


def again():
    note(local.current())
