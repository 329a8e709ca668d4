"""Reads files that are not trusted: only regular ones, so that no read blocks, and only up to a size."""

from __future__ import annotations

import os
import stat

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def content(path: str, most: int) -> bytes | None:
    """Returns the bytes of a file, or of the one that a link leads to.

    None if it cannot be read, is a folder, a pipe or a device, or has more than `most` bytes.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except (OSError, ValueError):  # ValueError: no path can have a null character
        return None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return None
        return _all_of(descriptor, status.st_size + 1, most)
    except OSError:
        return None
    finally:
        os.close(descriptor)


def _all_of(descriptor: int, expected: int, most: int) -> bytes | None:
    """Returns what is left in an open file; None if that is too much, as of one that grows while it is read."""
    blocks = []
    left = most + 1
    while left > 0 and (block := os.read(descriptor, min(max(expected, 4_096), left))):
        blocks.append(block)
        left -= len(block)
    return b"".join(blocks) if left > 0 else None
