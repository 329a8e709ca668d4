import logging
from registry import JOBS


def run():
    for f in JOBS:
        try:
            f()
        except Exception:
            logging.exception('job failed')
