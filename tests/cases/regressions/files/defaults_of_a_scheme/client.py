from decouple import config
import environ, os, requests
env = environ.Env(CKO_BASE=(str, "https://api.checkout.com"))
environ.Env.read_env(os.path.join(os.path.dirname(__file__), ".env"))
def get():
    r = requests.get(env("CKO_BASE") + "/workflows", headers={"Authorization": "Bearer " + env("CKO_SECRET_KEY")})
    r.raise_for_status()
def bare():
    r = requests.get(env("CKO_BASE") + "/workflows")
    r.raise_for_status()
