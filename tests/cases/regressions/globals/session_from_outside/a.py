import os, requests
import gateway
def main():
    gateway.session = requests.Session()
    gateway.session.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]
    gateway.hooks()
