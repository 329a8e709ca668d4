"""A small client for Checkout.com's API."""

from tiny_checkout.client import Client
from tiny_checkout.environment import Environment
from tiny_checkout.errors import ApiError, Unauthorized

__all__ = ["ApiError", "Client", "Environment", "Unauthorized"]
