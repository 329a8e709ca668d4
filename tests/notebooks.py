"""A notebook with a request to Checkout.com, for tests of what is written about it."""

from __future__ import annotations

NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Payments"]},
        {
            "cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [],
            "source": ["import requests\n", "\n", "requests.get('https://api.sandbox.checkout.com/workflows').raise_for_status()"],
        },
    ],
    "metadata": {"kernelspec": {"name": "python3", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}  # fmt: skip
