import requests


class Client:
    def __init__(self, settings):
        self.settings = settings

    def call(self, path):
        requests.get(self.settings.base + path).raise_for_status()  # want: CKO101
