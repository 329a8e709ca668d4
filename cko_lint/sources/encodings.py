"""Bytes of a Python file and its text, by its encoding declaration (PEP 263)."""

from __future__ import annotations

import io
import tokenize


def decode(data: bytes) -> str:
    """Returns the text of a Python file, as far as it can be read: for showing it, not for judging it."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return data.decode(encoding, errors="replace")
    except (SyntaxError, ValueError, LookupError):  # LookupError: a codec, but none for text
        return data.decode("utf-8-sig", errors="replace")


def encoded(text: str) -> bytes:
    """Encodes a text as its own encoding declaration says, so that it is read back as it was."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return text.encode(encoding)
    except (SyntaxError, UnicodeError):
        return data
