"""What is known of packages: each HTTP library that has a model is a known package, too."""

from __future__ import annotations

import pytest

from cko_lint.models import packages
from cko_lint.models.libraries import HTTP_PACKAGES

NAMES = {
    "a framework's decorator": ("celery.shared_task", True, True),
    "the standard library": ("functools.wraps", True, True),
    "generated code": ("payments_pb2_grpc.PaymentsServicer", True, True),
    "an extension of a framework": ("flask_limiter.Limiter", True, True),
    "a decorator that catches": ("loguru.logger.catch", True, False),
    "a company's own package": ("acme_platform.errors.boundary", False, False),
}


@pytest.mark.parametrize(("name", "known", "through"), NAMES.values(), ids=NAMES)
def test_packages(name: str, known: bool, through: bool) -> None:
    assert (packages.is_known(name), packages.lets_through(name)) == (known, through)


def test_each_http_library_is_a_known_package() -> None:
    assert sorted(package for package in HTTP_PACKAGES if not packages.is_known(package)) == []
