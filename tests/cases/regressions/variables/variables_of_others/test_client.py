import os
os.environ["CKO_SECRET_KEY"] = ""
import client
def test_get(mocker):
    client.get()
