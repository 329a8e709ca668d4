import requests
from django.conf import settings

r = requests.get(  # want: CKO305, CKO501
    settings.CHECKOUT["URL"] + "/payments/x",
    verify=False,
    headers={"Authorization": f"Bearer {settings.CHECKOUT['PUBLIC_KEY']}"},
)
r.raise_for_status()
