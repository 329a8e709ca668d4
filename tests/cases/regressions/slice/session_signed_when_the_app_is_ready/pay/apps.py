from django.apps import AppConfig
class PayConfig(AppConfig):
    def ready(self):
        from . import session, keys
        session.http.headers["Authorization"] = "Bearer " + keys.key()
