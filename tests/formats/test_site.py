"""The documentation site, built and looked at in a real browser, from the disk. Skipped where one of the two is not installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Tab, browser, needs_browser
from conftest import ROOT

pytestmark = pytest.mark.once

pytest.importorskip("material", reason="mkdocs-material is not installed")


def build(folder: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Builds the site of a folder that has the pages and the configuration; with `--quiet`, no warning would count."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", site],
        cwd=folder, capture_output=True, text=True, timeout=120, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    done = build(ROOT, made)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("wrong", "warning"),
    [
        ("[a](fixes.md#no-such-heading)", "anchor"),
        ("[a](no-such-page.md)", "not found"),
        ("[a](/fixes.md)", "absolute"),
    ],
)
def test_a_broken_link_fails_the_build(wrong: str, warning: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    with (tmp_path / "docs/index.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{wrong}\n")
    done = build(tmp_path, tmp_path / "site")
    assert done.returncode == 1
    assert warning in done.stderr


def test_a_page_that_is_not_in_the_navigation_fails_the_build(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "docs/forgotten.md").write_text("# Forgotten\n")
    done = build(tmp_path, tmp_path / "site")
    assert done.returncode == 1
    assert "forgotten.md" in done.stderr


def test_no_page_names_a_script_a_style_or_a_picture_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        assert re.findall(r"<(?:script|link|img|iframe)\b[^>]*https?://[^>]*>", page.read_text("utf-8")) == [], page


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_loads_nothing_and_fits_the_screen(site: Path, tab: Tab, scheme: str) -> None:
    tab.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    for page in (*sorted(site.glob("*.html")), site / "rules/unchecked-response.html"):
        if page.name == "404.html":  # the answer of a server
            continue
        tab.open(page)
        asked = [event["params"]["request"]["url"] for event in events(tab, "Network.requestWillBeSent")]
        assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == [], page
        assert events(tab, "Log.entryAdded") + events(tab, "Runtime.exceptionThrown") == [], page
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), page


@needs_browser
def test_a_telephone_scrolls_tables_and_code_not_the_page(site: Path, tab: Tab) -> None:
    tab.send("Emulation.setDeviceMetricsOverride", width=400, height=800, deviceScaleFactor=1, mobile=True)
    for name in ("rules", "performance", "architecture", "ci", "rules/missing-authorization"):
        tab.open(site / f"{name}.html")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 400, name
    tab.send("Emulation.clearDeviceMetricsOverride")


@needs_browser
def test_the_search_works_without_a_server(site: Path, tab: Tab) -> None:
    tab.open(site / "index.html")
    tab.evaluate(
        "document.querySelector('#__search').click(); const field = document.querySelector('[data-md-component=search-query]');"
        "field.focus(); field.value = 'gateway'; field.dispatchEvent(new Event('input', {bubbles: true})); field.dispatchEvent(new Event('keyup', {bubbles: true}))"
    )
    found: list[str] = []
    stop = time.monotonic() + 20
    while not found and time.monotonic() < stop:
        found = tab.evaluate("[...document.querySelectorAll('.md-search-result__link')].map(link => link.href)")
        time.sleep(0.1)
    assert any("configuration.html" in link for link in found)


def events(tab: Tab, method: str) -> list[Any]:
    """What the browser has said of a kind since the page was opened."""
    return [event for event in tab.events if event.get("method") == method]
