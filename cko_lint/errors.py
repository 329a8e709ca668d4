"""Mistakes of the person at the keyboard, as opposed to defects in their code or in this program."""

from __future__ import annotations


class UsageError(Exception):
    """Something that was asked for cannot be done; the message says what and, where known, what would be right."""
