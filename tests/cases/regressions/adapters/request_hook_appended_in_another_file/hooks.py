import os
from core import client


def add_auth(request):
    request.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]


client.event_hooks["request"].append(add_auth)
