"""What kind of file a path names: Python, a notebook, or a text that carries configuration."""

from __future__ import annotations

PYTHON = "python"
NOTEBOOK = "notebook"
TEXT = "text"
OPEN = "open"
"""The name does not tell: a script, a `Makefile`. Whether it is Python, its content has to say."""

_PYTHON = (".py", ".pyi")
_TEXTS = (
    ".bash", ".cfg", ".conf", ".env", ".hcl", ".http", ".ini", ".json", ".jsonc", ".md", ".properties", ".rest", ".rst",
    ".sh", ".tf", ".tfvars", ".toml", ".yaml", ".yml", ".zsh",
)  # fmt: skip
_ENDINGS = (*_PYTHON, ".ipynb", *_TEXTS)
BASELINE = ".cko-lint-baseline.json"
"""The file in which a project keeps the findings that it has accepted."""
_GENERATED = (
    "package-lock.json",
    "composer.lock",
    "npm-shrinkwrap.json",
    ".secrets.baseline",
    ".cko-lint-baseline.json",
)


def is_prose(path: str) -> bool:
    """Whether a text is written for people: what stands in it shows how something is written."""
    return path.endswith((".md", ".rst"))


def is_wanted(path: str) -> bool:
    """Whether a file that is met in a folder is read: its kind is known, and no tool wrote it for itself."""
    if path.endswith(_ENDINGS):
        return not path.endswith(_GENERATED)
    return _is_known_text(path)


def kind_of(path: str) -> str:
    """Returns the kind of a file as its name tells it."""
    if path.endswith(_PYTHON):
        return PYTHON
    if path.endswith(".ipynb"):
        return NOTEBOOK
    return TEXT if path.endswith(_TEXTS) or _is_known_text(path) else OPEN


def _is_known_text(path: str) -> bool:
    name = path[path.rfind("/") + 1 :]
    return name.startswith((".env", "Dockerfile"))
