"""Which versions of the SDK a project is said to allow."""

from __future__ import annotations

from pathlib import Path

import pytest

from cko_lint.clients.requirements import allows_affected

UV = '[[package]]\nname = "checkout-sdk"\nversion = "%s"\n'
PIPFILE = '{"default": {"checkout-sdk": {"hashes": [], "version": "==%s"}}}'


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
        ({"Pipfile": '[packages]\ncheckout-sdk = "*"\n', "Pipfile.lock": PIPFILE % "4.8.1"}, False),
    ],
)
def test_versions(tmp_path: Path, files: dict[str, str], allowed: bool) -> None:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert allows_affected(str(tmp_path)) is allowed
