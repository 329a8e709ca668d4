"""What a release says of itself: its version and address are written in one place each, and its archive is whole."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import tomli
from conftest import ROOT

import cko_lint
from cko_lint.homepage import HOMEPAGE, RULE_PAGE
from tools import address

pytestmark = pytest.mark.once

PROJECT = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WRONG = """\
import requests

requests.get("https://api.sandbox.checkout.com/payments/pay_1", timeout=10).raise_for_status()
"""


# --------------------------------------------------------------------- the version


def test_the_version_is_written_in_one_place() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "cko_lint/__init__.py"
    assert importlib.metadata.version("cko-lint") == cko_lint.__version__


@pytest.mark.parametrize("page", [page.relative_to(ROOT).as_posix() for page in address.pages()])
def test_a_page_shows_this_version(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    shown = re.findall(r"cko-lint@v([\d.]+\d)", text) + re.findall(r"/cko-lint\b.*\n +rev: v([\d.]+\d)", text)
    assert set(shown) <= {cko_lint.__version__}


def test_some_pages_show_it() -> None:
    assert "rev: v" in (ROOT / "README.md").read_text("utf-8")
    assert "cko-lint@v" in (ROOT / "docs/ci.md").read_text("utf-8")


# --------------------------------------------------------------------- the address


def addresses(root: Path) -> set[str]:
    """The addresses that pages show as that of the repository."""
    found = (re.findall(r"https://[\w./-]+/cko-lint\b", page.read_text("utf-8")) for page in address.pages(root))
    return {url for urls in found for url in urls}


def test_all_pages_show_the_same_address() -> None:
    assert addresses(ROOT) == {HOMEPAGE or address.UNKNOWN}


def test_the_metadata_has_it_too() -> None:
    urls = PROJECT["project"].get("urls", {})
    assert urls == ({"Homepage": HOMEPAGE, "Source": HOMEPAGE} if HOMEPAGE else {})
    assert "example.com" not in HOMEPAGE + RULE_PAGE


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project, as far as it says where it is published."""
    return copied_to(tmp_path)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for tests that change nothing of it."""
    return copied_to(tmp_path_factory.mktemp("unchanged"))


def copied_to(place: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("cko_lint", "docs", "templates"):
        shutil.copytree(ROOT / folder, place / "copy" / folder, ignore=ignored)
    for name in ("README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, place / "copy" / name)
    return place / "copy"


FIRST = "https://git.shop.test/payments/cko-lint"
SECOND = "https://github.test/shop/cko-lint"


def test_one_command_writes_it_everywhere(copy: Path) -> None:
    pages = SECOND + "/blob/main/docs/rules.md#{code}-{name}"
    assert address.main([FIRST], copy) == 0
    assert address.main([f"{SECOND}/", "--rule-page", pages], copy) == 0
    assert addresses(copy) == {SECOND}
    project = tomli.loads((copy / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["urls"] == {"Homepage": SECOND, "Source": SECOND}
    assert {**project, "project": {**project["project"], "urls": None}} == {
        **PROJECT, "project": {**PROJECT["project"], "urls": None},
    }  # fmt: skip
    steps = re.findall(r"uses: (.*/cko-lint)@", (copy / "docs/ci.md").read_text("utf-8"))
    assert set(steps) == {"shop/cko-lint"}


FORMATS = ("json", "sarif", "rdjson", "github", "gitlab", "azure", "junit", "html")


def reports(root: Path, folder: Path) -> dict[str, str]:
    """The reports of a copy about one finding."""
    (folder / "pay.py").write_text(WRONG)
    asked = [f"--output={form}={form}" for form in FORMATS]
    subprocess.run(
        [sys.executable, "-m", "cko_lint", "check", "pay.py", "--exit-zero", "--no-cache", *asked],
        cwd=folder, env={"PYTHONPATH": str(root)}, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return {form: (folder / form).read_text("utf-8") for form in FORMATS}


def test_then_each_report_leads_there(copy: Path, tmp_path: Path) -> None:
    assert address.main([SECOND, "--rule-page", "https://shop.test/rules/{name}/"], copy) == 0
    found = reports(copy, tmp_path)
    assert [form for form in FORMATS if "https://shop.test/rules/missing-authorization/" not in found[form]] == []
    assert [form for form in FORMATS if SECOND in found[form]] == ["sarif", "rdjson", "html"]


@pytest.mark.skipif(bool(HOMEPAGE), reason="the project is published")
def test_until_then_no_report_has_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    found = reports(ROOT, tmp_path)
    assert [form for form in FORMATS if "example.com" in found[form] or "None" in found[form]] == []
    named = [form for form in FORMATS if "cko-lint rule CKO101" in found[form]]
    assert named == ["github", "gitlab", "azure", "junit"]
    driver = json.loads(found["sarif"])["runs"][0]["tool"]["driver"]
    assert {"informationUri", "helpUri"} & {*driver, *driver["rules"][0]} == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ["shop/cko-lint"],
        ["http://git.shop.test/cko-lint"],
        [f'{FIRST}"'],
        [FIRST, "--rule-page", "https://shop.test/rules"],
    ],
    ids=" ".join,
)
def test_what_is_no_address_is_refused(
    arguments: list[str], unchanged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        address.main(arguments, unchanged)
    assert "not an address: " in capsys.readouterr().err
    assert addresses(unchanged) == addresses(ROOT)


# --------------------------------------------------------------------- the archive


@pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="hatchling is not installed")
def test_the_archive_has_all_that_the_repository_has_and_nothing_else(tmp_path: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode or not listed.stdout:
        pytest.skip("this is no git repository")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (archive,) = tmp_path.iterdir()
    with tarfile.open(archive) as file:
        names = {name.partition("/")[2] for name in file.getnames()}
    tracked = {name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()}
    assert names - tracked == {"PKG-INFO"}
    assert tracked - names == set()
