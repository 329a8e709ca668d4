"""The page of an inventory in a real browser: both colour schemes, and no mouse. Skipped where there is no Chromium."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from browser import Tab, needs_browser, opened, started
from conftest import ROOT
from test_browser import contrasts

sys.path.append(str(ROOT / "tests/inventory"))
from inventoried import inventories, shop

__all__ = ["inventories", "shop", "started"]
pytestmark = [pytest.mark.once, needs_browser]


@pytest.fixture
def tab(started: Tab, inventories: dict[str, str], tmp_path: Path) -> Tab:
    """The page about the shop, opened anew."""
    return opened(started, inventories["html"], tmp_path)


def colors(tab: Tab, kind: str) -> set[str]:
    """The colours of the curves of an environment."""
    return set(tab.evaluate(f"[...document.querySelectorAll('.edge.{kind}')].map(e => getComputedStyle(e).stroke)"))


@pytest.mark.parametrize(("scheme", "background"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(21, 24, 28)")])
def test_it_follows_the_colour_scheme(scheme: str, background: str, tab: Tab) -> None:
    tab.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == background
    assert contrasts(tab) == []
    assert len(colors(tab, "live") | colors(tab, "sandbox")) == 2
    texts = "[...document.querySelectorAll('.ways text')].map(t => getComputedStyle(t).fill)"
    assert background not in tab.evaluate(texts)


def test_the_tab_key_goes_to_the_requests_the_picture_and_its_boxes(tab: Tab) -> None:
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "ways"  # it can be scrolled by keys
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('class')") == "node entry"
    assert tab.evaluate("document.activeElement.matches(':focus-visible')")
    assert tab.evaluate("getComputedStyle(document.activeElement.querySelector('rect')).strokeWidth") == "3px"


def test_enter_on_a_box_leads_to_the_line_of_its_request(tab: Tab) -> None:
    tab.press("Tab", "Tab", "Tab")
    name = tab.evaluate("document.activeElement.querySelector('text').textContent")
    tab.press("Enter")
    assert tab.evaluate("document.querySelector('tr:target') !== null")
    assert name in tab.evaluate("document.querySelector('tr:target').textContent")


def test_boxes_do_not_overlap_and_texts_fit_into_them(tab: Tab) -> None:
    overlapping = """(() => {
        const boxes = [...document.querySelectorAll('.node rect')].map((box) => box.getBoundingClientRect());
        const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        return boxes.filter((a, at) => boxes.slice(at + 1).some((b) => meet(a, b))).length;
    })()"""
    assert tab.evaluate(overlapping) == 0
    too_long = """[...document.querySelectorAll('.node')].filter((node) => {
        const right = node.querySelector('rect').getBBox();
        return [...node.querySelectorAll('text')].some((text) => {
            const box = text.getBBox();
            return box.x + box.width > right.x + right.width || box.y + box.height > right.y + right.height + 1;
        });
    }).length"""
    assert tab.evaluate(too_long) == 0


def test_unknown_requests_are_dashed(tab: Tab) -> None:
    dashes = (
        "[...document.querySelectorAll('.unknown rect, .edge.unknown')].map(e => getComputedStyle(e).strokeDasharray)"
    )
    assert set(tab.evaluate(dashes)) == {"5px, 4px"}
    others = "[...document.querySelectorAll('.edge:not(.unknown)')].map(e => getComputedStyle(e).strokeDasharray)"
    assert set(tab.evaluate(others)) == {"none"}


def test_nothing_is_loaded_and_nothing_violates_the_policy(tab: Tab) -> None:
    urls = [
        event["params"]["request"]["url"] for event in tab.events if event.get("method") == "Network.requestWillBeSent"
    ]
    assert [url for url in urls if not url.endswith("/page.html")] == []
    assert [event for event in tab.events if event.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")] == []
    assert tab.evaluate("document.querySelectorAll('script').length") == 0
