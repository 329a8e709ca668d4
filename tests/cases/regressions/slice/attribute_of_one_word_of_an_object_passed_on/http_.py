import requests


def call(settings, path):
    requests.get(settings.base + path).raise_for_status()  # want: CKO101
