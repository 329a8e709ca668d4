from django.db import models
import requests
class Merchant(models.Model):
    token = models.CharField(max_length=99)
    def session(self):
        s = requests.Session()
        s.headers["Authorization"] = "Bearer " + self.token
        return s
    def hooks(self):
        return self.session().get("https://api.checkout.com/workflows").json()  # want: CKO401
    def checked(self):
        r = self.session().get("https://api.checkout.com/workflows")
        if r.status_code != 200:
            raise ValueError(r.text)
        return r.json()
def nightly():
    for m in Merchant.objects.all():
        m.checked()
