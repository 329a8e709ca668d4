"""Which versions of the SDK a project is said to allow."""

from __future__ import annotations

from pathlib import Path

import pytest

from cko_lint.project.requirements import Requirements
from cko_lint.project.surroundings import Surroundings

UV = '[[package]]\nname = "checkout-sdk"\nversion = "%s"\n'
PIPFILE = '{"default": {"checkout-sdk": {"hashes": [], "version": "==%s"}}}'


def allows_affected(folder: Path, *modules: str) -> bool:
    """Whether a version that keeps the sandbox may be installed."""
    versions = Requirements(Surroundings(str(folder), ())).allowed(modules)
    return versions is None or any((3, 1) <= version[:2] <= (3, 13) for version in versions)


@pytest.mark.parametrize(
    ("files", "allowed"),
    [
        ({}, True),
        ({"requirements.txt": "checkout-sdk\n"}, True),
        ({"requirements.txt": "checkout-sdk==3.8.0\n"}, True),
        ({"requirements.txt": "checkout-sdk==4.1.0\n"}, False),
        ({"requirements.txt": "checkout_sdk>=4\n"}, False),
        ({"requirements/base.in": "checkout-sdk~=3.14\n"}, False),
        ({"pyproject.toml": '[project]\ndependencies = ["checkout-sdk>=3,<4"]\n'}, True),
        ({"pyproject.toml": '[tool.poetry.dependencies]\ncheckout-sdk = "^4.0"\n'}, False),
        ({"pyproject.toml": '[project]\ndependencies = ["checkout-sdk"]\n', "uv.lock": UV % "4.8.1"}, False),
        ({"pyproject.toml": '[project]\ndependencies = ["checkout-sdk"]\n', "uv.lock": UV % "3.8.2"}, True),
        ({"constraints.txt": "checkout-sdk==4.8.1\n"}, False),
        ({"environment.yml": "dependencies:\n  - pip:\n      - checkout-sdk==4.8.1\n"}, False),
        ({"Dockerfile": "FROM python:3.12\nRUN pip install checkout-sdk==4.8.1\n"}, False),
        ({"Dockerfile": "FROM python:3.12\nRUN pip install checkout-sdk==3.8.1\n"}, True),
        ({"tox.ini": "[testenv]\ndeps =\n    checkout-sdk>=4\n"}, False),
        ({"pylock.toml": '[[packages]]\nname = "checkout-sdk"\nversion = "4.8.1"\n'}, False),
        ({"requirements.txt": "checkout-sdk @ git+ssh://git@example.com/checkout-sdk-python@v4.8.1\n"}, False),
        ({"requirements.txt": "checkout-sdk @ file:///wheels/checkout_sdk-3.4.0-py3-none-any.whl\n"}, True),
        ({"Pipfile": '[packages]\ncheckout-sdk = "*"\n', "Pipfile.lock": PIPFILE % "4.8.1"}, False),
    ],
)
def test_versions_that_keep_the_sandbox(tmp_path: Path, files: dict[str, str], allowed: bool) -> None:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert allows_affected(tmp_path) is allowed


SCRIPT = """\
# /// script
# requires-python = ">=3.12"
# dependencies = ["checkout-sdk%s", "rich"]
# ///
"""


@pytest.mark.parametrize(
    ("text", "allowed"), [(SCRIPT % ">=4", False), (SCRIPT % "", True), ("# checkout-sdk>=4\n", True)]
)
def test_what_a_script_says_in_itself(tmp_path: Path, text: str, allowed: bool) -> None:
    assert allows_affected(tmp_path, text) is allowed


@pytest.mark.parametrize(
    ("specifier", "first", "last"),
    [
        (">=4", (4, 0, 0), (4, 8, 1)),
        (">=4.0,<4.3", (4, 0, 0), (4, 2, 1)),
        ("==4.*", (4, 0, 0), (4, 8, 1)),
        ("==4.8", (4, 8, 0), (4, 8, 0)),
        ("~=4.2", (4, 2, 0), (4, 8, 1)),
        ("~=4.2.0", (4, 2, 0), (4, 2, 1)),
        ("<4.8.1", (1, 0, 1), (4, 8, 0)),
        (">4.8.0", (4, 8, 1), (4, 8, 1)),
        ("==5.1.2", (5, 1, 2), (5, 1, 2)),
        (">=3,!=3.6.0,<3.6.1", (3, 0, 0), (3, 5, 1)),
    ],
)
def test_a_specifier_allows_from_a_version_to_another(
    tmp_path: Path, specifier: str, first: tuple[int, ...], last: tuple[int, ...]
) -> None:
    (tmp_path / "requirements.txt").write_text(f"checkout-sdk{specifier}\n", encoding="utf-8")
    allowed = sorted(Requirements(Surroundings(str(tmp_path), ())).allowed() or ())
    assert (allowed[0], allowed[-1]) == (first, last)


def test_nothing_is_known_without_a_version(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("checkout-sdk\n", encoding="utf-8")
    assert Requirements(Surroundings(str(tmp_path), ())).allowed() is None
