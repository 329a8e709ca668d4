import os, logging
import requests, httpx
from functools import lru_cache
import checkout_sdk
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.oauth_scopes import OAuthScopes
from checkout_sdk.exception import CheckoutException
log = logging.getLogger(__name__)
def a():
    b = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"])
    if os.environ.get("CKO_SUB"):
        b = b.environment_subdomain(os.environ["CKO_SUB"])
    else:
        b = b.use_legacy_domain()
    return b.environment(Environment.sandbox()).build()
def configure(builder, live):
    builder.environment(Environment.production() if live else Environment.sandbox())
    builder.environment_subdomain("vkuhvk4v" if live else "q5yd3n2a")
    return builder
def b(live=False):
    return configure(CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]), live).build()
def c():
    return CheckoutSdk.builder().previous().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.production()).build()
class Factory:
    scopes = [OAuthScopes.GATEWAY, OAuthScopes.VAULT]
    @lru_cache
    def client(self):
        try:
            return CheckoutSdk.builder().oauth().client_credentials(client_id=os.environ["CKO_CLIENT_ID"], client_secret=os.environ["CKO_CLIENT_SECRET"]).scopes(self.scopes).environment_subdomain("pl-abcd1234").build()
        except CheckoutException:
            log.exception("x")
            raise
def d(scopes=("gateway", "vault:instruments", "Payment Context")):
    try:
        return CheckoutSdk.builder().oauth().client_credentials(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]).scopes(list(scopes)).use_legacy_domain().build()
    except CheckoutException:
        log.exception("x")
        raise
def e():
    try:
        return CheckoutSdk.builder().oauth().client_credentials(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]).scopes(os.environ["SCOPES"].split(",")).environment_subdomain(os.environ["SUB"]).build()
    except CheckoutException:
        log.exception("x")
        raise
def f():
    r = requests.post("https://access.checkout.com/connect/token", auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data={"grant_type": "client_credentials", "scope": " ".join(["gateway", "vault", "accounts"])})
    r.raise_for_status()
def g():
    r = requests.post("https://access.checkout.com/connect/token", auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data="grant_type=client_credentials&scope=gateway%20vault+marketplace")
    r.raise_for_status()
PREFIX = os.environ["CKO_PREFIX"]
def h(live):
    r = httpx.get(f"https://{PREFIX}.api.checkout.com/x" if live else f"https://{PREFIX}.api.sandbox.checkout.com/x", headers={"Authorization": os.environ["H"]})
    r.raise_for_status()
REGION = "ksa"
def i(live):
    r = httpx.get(f"https://{REGION}.api.checkout.com/x" if live else f"https://{REGION}.api.sandbox.checkout.com/x", headers={"Authorization": os.environ["H"]})
    r.raise_for_status()
HOSTS = {"live": ("vkuhvk4v", "checkout.com"), "sandbox": ("q5yd3n2a", "sandbox.checkout.com")}
def j(env):
    prefix, domain = HOSTS[env]
    httpx.get(f"https://{prefix}.api.{domain}/workflows", headers={"Authorization": os.environ["H"]}).raise_for_status()
def k():
    builder = CheckoutSdk.builder()
    for name, value in (("secret_key", os.environ["CKO_SECRET_KEY"]), ("environment_subdomain", "abcd1234")):
        getattr(builder, name)(value)
    return builder.build()
def l(settings):
    builder = CheckoutSdk.builder()
    settings.apply(builder)
    return builder.build()
class Builder2:
    def __init__(self):
        self.builder = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"])
    def sub(self, s):
        self.builder = self.builder.environment_subdomain(s)
        return self
    def done(self):
        return self.builder.build()
def m():
    return Builder2().sub("abcd1234").done()
DEFAULT = os.getenv("CKO_PREFIX", "abcd1234")
def n(live):
    r = httpx.get(f"https://{DEFAULT}.api.checkout.com/x" if live else f"https://{DEFAULT}.api.sandbox.checkout.com/x", headers={"Authorization": os.environ["H"]})
    r.raise_for_status()
