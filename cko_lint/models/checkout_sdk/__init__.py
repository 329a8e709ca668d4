"""Checkout.com's own SDK for Python."""
