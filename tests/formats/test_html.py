"""The page for a browser: one file with everything, and nothing in it that a file or a message could have smuggled in."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from checked_shop import reports, write_all

from cko_lint.output.markdown import to_html
from cko_lint.rules import RULES

__all__ = ["reports"]
VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """Reads a page strictly: each element is closed where it should be."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script"} & set(self.open):
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element with a name."""
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def page(reports: dict[str, str]) -> Page:
    """The page about the shop."""
    return Page(reports["html"])


def test_it_has_each_finding_and_an_index_by_file_and_by_rule(page: Page) -> None:
    articles = page.all("article")
    assert [article["data-rule"] for article in articles] == [
        "CKO002", "CKO202", "CKO101", "CKO502", "CKO401", "CKO403", "CKO101",
    ]  # fmt: skip
    targets = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    links = [str(link["href"]) for link in page.all("a")]
    for article in articles:
        assert links.count(f"#{article['id']}") == 2
    assert {link[1:] for link in links if link.startswith("#")} <= targets


def test_the_source_shows_the_way_that_the_value_took(page: Page) -> None:
    text = " ".join("".join(page.text).split())
    assert "1assigned to KEY here settings.py:4:1 2reported here pay.py:9:16" in text
    assert "9 response = requests.post( 2" in text.replace("9    ", "9 ")
    assert 'KEY = os.environ["CKO_SECRET_KEY"] 1assigned to KEY here' in text


def test_several_ways_are_told_apart_by_letters(page: Page) -> None:
    text = " ".join("".join(page.text).split())
    assert "A1URL set here settings.py:3:12 A2reported here pay.py:19:12 B1called here; " in text


MARKED = {
    "the finding's own place": '<mark class="own">requests.get(LIVE_URL + &quot;/workflows&quot;)</mark>.raise',
    "another place": "LIVE_URL = <mark>&quot;https://api.checkout.com&quot;</mark>",
    "another place within": '<mark class="own">requests.get(</mark><mark>&#x27;https://api.sandbox.checkout.com/workflows&#x27;</mark>',
    "a name of a file": "odd\\x1b[2J;,:]%&lt;&amp;&gt;\\n.py",
}


@pytest.mark.parametrize("shown", MARKED.values(), ids=MARKED.keys())
def test_what_is_marked(shown: str, reports: dict[str, str]) -> None:
    assert shown in reports["html"]


def test_it_loads_nothing_and_runs_only_its_own_script(reports: dict[str, str], page: Page) -> None:
    assert {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object", "embed", "base", "video"} == set()
    assert [attributes for _, attributes in page.elements if "src" in attributes or "style" in attributes] == []
    (policy,) = [meta["content"] for meta in page.all("meta") if "http-equiv" in meta]
    for tag in ("style", "script"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", reports["html"], re.S)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in str(policy)
    assert str(policy).startswith("default-src 'none';")


def test_what_a_file_holds_is_text(tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)>.py"
    source = "import requests\nrequests.get('https://api.checkout.com/workflows', headers={'X': '</pre><script>alert(1)</script>'})\n"
    page = Page(write_all(tmp_path / "shop", {name: source})["html"])
    assert len(page.all("script")) == 1
    assert page.all("img") == []
    assert "'</pre><script>alert(1)</script>'" in "".join(page.text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_of_each_rule_becomes_html(rule: object) -> None:
    page = Page(to_html(rule.markdown))  # type: ignore[attr-defined]
    assert {tag for tag, _ in page.elements} <= {"p", "code", "pre", "strong", "em", "a", "ul", "li"}
    assert not re.search(r"```|\*\*|`", "".join(page.text))


MARKDOWN = {
    "a paragraph with spans": ("a `b < c` *d*", "<p>a <code>b &lt; c</code> <em>d</em></p>"),
    "a list": ("a:\n- b\n- c", "<p>a:</p>\n<ul><li>b</li><li>c</li></ul>"),
    "code": ("```python\nx = '<'\n```\n", "<pre><code>x = &#x27;&lt;&#x27;\n</code></pre>"),
    "links": ("<https://a.example/?a&b>", '<p><a href="https://a.example/?a&amp;b">https://a.example/?a&amp;b</a></p>'),
    "no other link": ("<javascript:alert(1)>", "<p>&lt;javascript:alert(1)&gt;</p>"),
}


@pytest.mark.parametrize(("text", "html"), MARKDOWN.values(), ids=MARKDOWN.keys())
def test_markdown(text: str, html: str) -> None:
    assert to_html(text) == html
