"""A page in a file of its own: it loads nothing, and its policy forbids that."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable
from html import escape

_PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "page")


def asset(name: str) -> str:
    """Returns a style sheet or a script of the pages."""
    with open(os.path.join(_PAGE, name), encoding="utf-8") as file:
        return file.read()


def page(title: str, body: Iterable[str], style: str, script: str = "") -> str:
    """Returns a page with its style sheet, and its script if it has one; others are not allowed in it."""
    scripts = f"script-src {_hashed(script)}; " if script else ""
    policy = f"default-src 'none'; style-src {_hashed(style)}; {scripts}base-uri 'none'; form-action 'none'"
    parts = [
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
        f'<meta name="viewport" content="width=device-width">\n<style>{style}</style>\n</head>\n<body>',
        *body,
    ]
    end = f"\n<script>{script}</script>" if script else ""
    return "\n".join(parts) + f"{end}\n</body>\n</html>\n"


def _hashed(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
