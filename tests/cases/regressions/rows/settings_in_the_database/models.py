from django.db import models
class Settings(models.Model):
    live = models.BooleanField(default=False)
    @classmethod
    def load(cls):
        return cls.objects.get(pk=1)
