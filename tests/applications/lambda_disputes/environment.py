"""Reads the key from the secrets manager once a container, and derives the host from it."""

import functools
import os

import boto3


@functools.cache
def checkout_key():
    secrets = boto3.client("secretsmanager")
    return secrets.get_secret_value(SecretId=os.environ["CHECKOUT_SECRET_ARN"])["SecretString"]


def checkout_host():
    if checkout_key().startswith("sk_sbox_"):
        return "api.sandbox.checkout.com"
    return "api.checkout.com"
