"""The page in a real browser: both colour schemes, and the keyboard. Skipped where there is no Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import Tab, needs_browser, opened, started
from checked_shop import reports

__all__ = ["reports", "started"]
pytestmark = [pytest.mark.once, needs_browser]


@pytest.fixture
def tab(started: Tab, reports: dict[str, str], tmp_path: Path) -> Tab:
    """The page about the shop, opened anew."""
    return opened(started, reports["html"], tmp_path)


def focused(tab: Tab) -> str:
    return str(tab.evaluate("document.activeElement.id"))


def shown(tab: Tab) -> list[str]:
    """The rules of the findings that are seen, in order."""
    seen = "[...document.querySelectorAll('.finding')].filter(f => f.checkVisibility()).map(f => f.dataset.rule)"
    return list(tab.evaluate(seen))


ALL = ["CKO002", "CKO202", "CKO101", "CKO502", "CKO401", "CKO403", "CKO101"]


def test_j_and_k_go_through_the_findings(tab: Tab) -> None:
    tab.press("j")
    assert focused(tab) == "f1"
    tab.press("j", "n")
    assert focused(tab) == "f3"
    tab.press("k", "p", "k")
    assert focused(tab) == "f1"
    assert tab.evaluate("document.activeElement.matches(':focus-visible')")


def test_r_and_f_group_by_rule_and_by_file(tab: Tab) -> None:
    heads = "[...document.querySelectorAll('#findings h2')].map(head => head.textContent)"
    files = tab.evaluate(heads)
    assert files == ["checkout.py", "odd\\x1b[2J;,:]%<&>\\n.py", "pay.py", "report.ipynb"]
    tab.press("r")
    assert tab.evaluate(heads)[:2] == ["CKO002 unused-suppression", "CKO101 missing-authorization"]
    assert shown(tab) == ["CKO002", "CKO101", "CKO101", "CKO202", "CKO401", "CKO403", "CKO502"]
    assert tab.evaluate("[...document.querySelectorAll('nav section')].map(s => s.checkVisibility())") == [False, True]
    tab.press("f")
    assert tab.evaluate(heads) == files
    assert shown(tab) == ALL


def test_digits_show_and_hide_a_severity(tab: Tab) -> None:
    tab.press("1")
    assert shown(tab) == ["CKO002", "CKO202", "CKO403"]
    assert tab.evaluate("document.getElementById('shown').textContent") == "3 of 7 shown"
    tab.press("2", "3", "1")
    assert shown(tab) == ["CKO101", "CKO502", "CKO401", "CKO101"]


def test_a_search_by_keyboard(tab: Tab) -> None:
    tab.press("/", *"tokens")
    assert focused(tab) == "search"
    assert shown(tab) == ["CKO502"]
    tab.press("Escape")
    assert shown(tab) == ALL
    tab.press("j")
    assert focused(tab) == "f1"


def test_the_list_of_keys(tab: Tab) -> None:
    tab.press("?")
    assert tab.evaluate("document.getElementById('keys').open")
    tab.press("j")
    assert not focused(tab).startswith("f")
    tab.press("Escape")
    assert not tab.evaluate("document.getElementById('keys').open")


def test_tab_reaches_the_findings_first(tab: Tab) -> None:
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.press("Enter")
    assert tab.evaluate("location.hash") == "#findings"


def test_a_link_of_the_index_leads_to_the_finding(tab: Tab) -> None:
    tab.evaluate("document.querySelector('nav a[href=\"#f4\"]').click()")
    assert tab.evaluate("Math.round(document.getElementById('f4').getBoundingClientRect().top)") < 100


def test_the_code_of_a_finding_opens_the_page_of_its_rule(tab: Tab) -> None:
    tab.evaluate("document.querySelector('#f4 h3 a').click()")
    tab.evaluate("new Promise(requestAnimationFrame)")
    assert tab.evaluate("document.getElementById('CKO502').open")
    assert not tab.evaluate("document.getElementById('CKO401').open")


@pytest.mark.parametrize(("scheme", "background"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(21, 24, 28)")])
def test_it_follows_the_colour_scheme(scheme: str, background: str, tab: Tab) -> None:
    tab.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == background
    assert contrasts(tab) == []


def contrasts(tab: Tab) -> list[object]:
    """The texts that are too pale for their background: a ratio of less than 4.5 (WCAG 2, level AA)."""
    return list(
        tab.evaluate("""(() => {
        const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
        const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
            .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
        const below = (element) => {
            for (let at = element; at; at = at.parentElement) {
                const color = numbers(getComputedStyle(at).backgroundColor);
                if (color.length === 3) return color;
            }
            return [255, 255, 255];
        };
        const ratio = (element) => {
            const [one, other] = [numbers(getComputedStyle(element).color), below(element)].map(light).sort((a, b) => b - a);
            return (one + 0.05) / (other + 0.05);
        };
        return [...document.querySelectorAll('h1, h2, h3, p, a, .severity, .place, .step, .label, .number, mark, code')]
            .filter((element) => ratio(element) < 4.5).map((element) => element.outerHTML.slice(0, 80));
    })()""")
    )


def test_nothing_is_loaded_and_nothing_violates_the_policy(tab: Tab) -> None:
    tab.press("j", "r", "?", "Escape", "/", "x")
    urls = [
        event["params"]["request"]["url"] for event in tab.events if event.get("method") == "Network.requestWillBeSent"
    ]
    assert [url for url in urls if not url.endswith("/page.html")] == []
    assert [event for event in tab.events if event.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")] == []


def test_it_is_all_there_without_javascript(tab: Tab, tmp_path: Path) -> None:
    tab.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.open(tmp_path / "page.html")
        assert shown(tab) == ALL
        assert not tab.evaluate("document.querySelector('.tools').checkVisibility()")
    finally:
        tab.send("Emulation.setScriptExecutionDisabled", value=False)
