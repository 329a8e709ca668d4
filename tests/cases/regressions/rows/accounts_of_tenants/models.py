from django.db import models
class Account(models.Model):
    class Env(models.TextChoices):
        SANDBOX = "sandbox"
        LIVE = "live"
    name = models.CharField(max_length=10)
    env = models.CharField(max_length=10, choices=Env.choices)
    secret_key = models.CharField(max_length=80)
    public_key = models.CharField(max_length=80)
    def base(self):
        return "https://api.checkout.com" if self.env == self.Env.LIVE else "https://api.sandbox.checkout.com"
    def headers(self):
        return {"Authorization": f"Bearer {self.secret_key}"}
