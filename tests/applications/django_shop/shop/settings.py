"""Settings of the shop; everything that differs between installations comes from the environment."""

import os

SECRET_KEY = os.environ["DJANGO_SECRET_KEY"]
DEBUG = os.environ.get("DEBUG") == "1"

INSTALLED_APPS = ["rest_framework", "payments"]
ROOT_URLCONF = "payments.urls"
REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]}

CHECKOUT_LIVE = os.environ.get("CHECKOUT_ENVIRONMENT") == "live"
CHECKOUT_URL = "https://api.checkout.com" if CHECKOUT_LIVE else "https://api.sandbox.checkout.com"
CHECKOUT_SECRET_KEY = os.environ["CKO_LIVE_SECRET_KEY"] if CHECKOUT_LIVE else os.environ["CKO_SANDBOX_SECRET_KEY"]
CHECKOUT_TIMEOUT = 20
