"""A project to measure: a folder that looks like a repository, which files of it are edited or named, what to reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import generated
from generated import api, monolith, plugin, shop
from published import APPLICATIONS, Application, unpack
from repository import copy, hand_to_git

# The runs that there are of a project, in the order of the table.
COLD = "all, cold"
WARM = "all again, nothing changed"
EDITED = "all, one relevant file edited"
EDITED_ELSEWHERE = "all, a file edited that is not relevant"
NAMED_COLD = "one file named, cold"
NAMED_WARM = "one file named, with the cache"
COMMIT_COLD = "a commit of five other files, cold"
COMMIT_WARM = "a commit of five other files, with the cache"

_NOTHING_OF_CHECKOUT = {COLD: 60, WARM: 4, EDITED: 60, EDITED_ELSEWHERE: 60, NAMED_COLD: 40, NAMED_WARM: 4}
_WITH_CLIENT = {COLD: 150, WARM: 4, EDITED: 60, EDITED_ELSEWHERE: 60, NAMED_COLD: 150, NAMED_WARM: 4}
_COMMIT = {COMMIT_COLD: 30, COMMIT_WARM: 3}
_REACHES_OF_REPOSITORIES = {
    "saleor": _NOTHING_OF_CHECKOUT,
    "adyen-python-api-library": {**_NOTHING_OF_CHECKOUT, COLD: 30},
    "checkout-sdk-python": _WITH_CLIENT,
}
_MOST_TELLING = ("saleor/checkout/models.py",)


@dataclass(frozen=True, slots=True)
class Project:
    """What is measured, and how to lay it out in a new folder.

    `edited` is the relevant file that gets another comment, `edited_elsewhere` one that is not relevant, `named` the
    one that is checked alone, `commit` files that have nothing to do with any of this. `codes` is what must be found,
    or None where nobody knows. `reaches` has the ratios to reach by the names of the runs.
    """

    name: str
    lay_out: Callable[[Path], None]
    named: str
    edited: str
    reaches: Mapping[str, float]
    codes: Counter[str] | None = None
    edited_elsewhere: str = ""
    commit: tuple[str, ...] = field(default=())


def projects(cache: Path, repositories: list[Path]) -> list[Project]:
    """Returns all projects: the generated ones, the applications from PyPI, and repositories of the user's own."""
    result = [_shop(), _shop_with_client(), _api()]
    for application in APPLICATIONS:
        result += [_as_it_is(application, cache), _with_client(application, cache)]
    return result + [_repository(path) for path in repositories]


def monolith_of(callers: int) -> Project:
    """Returns the monolith with so many callers; of it only the runs of everything are measured."""
    return Project(
        name=f"monolith of {callers:,} callers",
        lay_out=lambda folder: generated.write(monolith.files(callers), folder),
        named="monolith/payments/client.py",
        edited="monolith/handlers/refund_0.py",
        edited_elsewhere="monolith/stock/stock_0.py",
        reaches={WARM: 4},
        codes=monolith.PLANTED,
    )


def as_repository(project: Project, folder: Path) -> None:
    """Lays a project out in a new folder and hands its files to git, where there is git."""
    folder.mkdir(parents=True)
    project.lay_out(folder)
    hand_to_git(folder)


def python_files(folder: Path) -> int:
    """Returns how many Python files a project has."""
    return sum(1 for _ in folder.rglob("*.py"))


def _shop() -> Project:
    return Project(
        name="shop",
        lay_out=lambda folder: generated.write(shop.files(4_000), folder),
        named=shop.NAMED,
        edited=shop.NAMED,
        edited_elsewhere="shop/seo/migrations/0001_auto.py",
        reaches=_NOTHING_OF_CHECKOUT,
        codes=Counter(),
    )


def _shop_with_client() -> Project:
    host = plugin.Host(
        "django",
        "shop",
        imports="from shop.checkout.models import Checkout\nfrom shop.order.actions import order_from_checkout",
        lookup="Checkout.objects.filter(pk=pk).first()",
        settled="order_from_checkout(record.token)",
        app_import='from celery import Celery\n\napp = Celery("shop")',
    )
    return Project(
        name="shop + client",
        lay_out=lambda folder: generated.write({**shop.files(4_000), **plugin.files(host)}, folder),
        named="shop/payments_checkout/client.py",
        edited="shop/payments_checkout/views.py",
        edited_elsewhere="shop/seo/migrations/0001_auto.py",
        reaches={**_WITH_CLIENT, **_COMMIT},
        codes=Counter([plugin.PLANTED]),
        commit=tuple(f"shop/{name}/migrations/0001_auto.py" for name in ("app", "csv", "menu", "page", "site")),
    )


def _api() -> Project:
    return Project(
        name="api",
        lay_out=lambda folder: generated.write(api.files(), folder),
        named=api.CLIENT,
        edited=api.API,
        edited_elsewhere="tests/test_item.py",
        reaches=_WITH_CLIENT,
        codes=Counter(),
    )


def _as_it_is(application: Application, cache: Path) -> Project:
    return Project(
        name=application.name,
        lay_out=lambda folder: unpack(application, cache, folder),
        named=application.edited,
        edited=application.edited,
        reaches=_NOTHING_OF_CHECKOUT,
        codes=Counter(),
    )


def _with_client(application: Application, cache: Path) -> Project:
    def lay_out(folder: Path) -> None:
        unpack(application, cache, folder)
        generated.write(plugin.files(application.host), folder)

    plugged = f"{application.host.package}/{plugin.FOLDER}"
    return Project(
        name=f"{application.name} + client",
        lay_out=lay_out,
        named=f"{plugged}/client.py",
        edited=f"{plugged}/views.py",
        edited_elsewhere=application.edited,
        reaches=_WITH_CLIENT,
        codes=Counter([plugin.PLANTED]),
    )


def _repository(path: Path) -> Project:
    named = _most_telling(path)
    return Project(
        name=path.resolve().name,
        lay_out=lambda folder: copy(path, folder),
        named=named,
        edited=named,
        reaches=_REACHES_OF_REPOSITORIES.get(path.resolve().name, {}),
    )


def _most_telling(repository: Path) -> str:
    """Returns the file that is named and edited in a repository: the one in which most is said of checkout."""
    for name in _MOST_TELLING:
        if (repository / name).exists():
            return name
    python = (path for path in sorted(repository.rglob("*.py")) if path.is_file())
    return max(python, key=lambda path: path.read_bytes().lower().count(b"checkout")).relative_to(repository).as_posix()
