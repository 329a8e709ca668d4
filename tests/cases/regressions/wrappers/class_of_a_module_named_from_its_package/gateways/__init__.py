"""A module is named from its package, with the dots of a relative import."""

import importlib


def by_name():
    return importlib.import_module(".checkout", __name__).Gateway


def by_package():
    return importlib.import_module(".checkout", package=__package__).Gateway
