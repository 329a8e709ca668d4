"""The inventory in every format: each whole, in `golden/`; none has a key, steers a terminal, or is more than a text to its reader.

After a change to what is written, `pytest tests/inventory --update-snapshots` writes them anew.
"""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from inventoried import FORMATS, KEY, ODD_NAME, inventories, shop, told, written

from cko_lint import __version__

__all__ = ["inventories", "shop"]
GOLDEN = Path(__file__).parent / "golden"
every_format = pytest.mark.parametrize("form", FORMATS)
CHANGING = {
    re.escape(__version__): "<version>",
    r"<style>.*?</style>": "<style></style>",
    r"sha256-[\w+/=]*": "sha256-",
}


def lasting(text: str) -> str:
    """An inventory without what the next release or another style sheet changes in it."""
    for pattern, instead in CHANGING.items():
        text = re.sub(pattern, instead, text, flags=re.S)
    return text


@every_format
def test_the_inventory_is_the_one_that_is_kept(
    form: str, inventories: dict[str, str], pytestconfig: pytest.Config
) -> None:
    kept = GOLDEN / f"inventory.{form}"
    made = lasting(inventories[form])
    if pytestconfig.getoption("--update-snapshots"):
        kept.write_text(made, "utf-8", newline="\n")
    assert made.replace("\r\n", "\n") == kept.read_text("utf-8").replace("\r\n", "\n"), (
        "run pytest with --update-snapshots"
    )


@every_format
def test_no_inventory_has_a_key(form: str, inventories: dict[str, str]) -> None:
    assert KEY not in inventories[form]
    assert KEY[8:20] not in inventories[form]


@every_format
def test_nothing_in_an_inventory_steers_a_terminal(form: str, inventories: dict[str, str]) -> None:
    assert [sign for sign in inventories[form] if not sign.isprintable() and sign not in "\r\n"] == []


FORMULAS = {"=1+2.py": '"=HYPERLINK(1)"', "+pay.py": "+", "-pay.py": "-", "@pay.py": "@"}


@pytest.mark.parametrize("by", ["endpoint", "file", "credential"])
def test_no_cell_is_a_formula_to_a_spreadsheet(by: str, tmp_path: Path) -> None:
    source = 'import os, requests\nrequests.get("https://api.checkout.com/=1+2", headers={"Authorization": f"Bearer {os.environ[\'CKO_SECRET_KEY\']}"})\n'
    written(tmp_path, dict.fromkeys(FORMULAS, source))
    text, _ = told(tmp_path, "inventory", "--no-cache", "--output-format", "csv", "--group-by", by)
    cells = [cell for line in csv.reader(io.StringIO(text, newline="")) for cell in line]
    assert [cell for cell in cells if cell.lstrip()[:1] in set("=+-@\t\r")] == []
    assert "'=1+2.py:2" in cells


def test_csv_has_a_line_for_each_way(inventories: dict[str, str]) -> None:
    lines = list(csv.DictReader(io.StringIO(inventories["csv"], newline="")))
    found = [(line["environment"], line["source"]) for line in lines if line["endpoint"] == "/payments/{id}"]
    assert found == [
        ("live", "environment variable `CKO_LIVE_SECRET_KEY`"),
        ("sandbox", "environment variable `CKO_SANDBOX_SECRET_KEY`"),
    ]


def test_markdown_has_tables_whose_lines_have_as_many_cells_as_their_heads(inventories: dict[str, str]) -> None:
    lines = [line for line in inventories["markdown"].splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {8}
    assert r"%\<&\>\|\*" in inventories["markdown"] or r"%<&>\|*" in inventories["markdown"]


class Page(HTMLParser):
    """The elements of a page, and the text of those that a reader sees."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        self.tags.append((tag, values))
        self.ids += [values["id"]] if values.get("id") else []  # type: ignore[list-item]
        self.links += [values["href"]] if values.get("href") else []  # type: ignore[list-item]
        if tag not in ("meta", "br", "rect", "path"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect", "path"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_whole_and_every_link_in_it_leads_somewhere(inventories: dict[str, str]) -> None:
    page = Page(inventories["html"])
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert [link for link in page.links if not link.startswith(("#", "https://"))] == []
    assert "<script" not in inventories["html"]
    assert ODD_NAME.encode("unicode_escape").decode() in page.text


def test_the_picture_and_the_tables_have_the_same_requests(inventories: dict[str, str]) -> None:
    page = Page(inventories["html"])
    boxes = [values["aria-label"] or "" for tag, values in page.tags if tag == "a" and "aria-label" in values]
    requests = json.loads(inventories["json"])["requests"]
    for request in requests:
        name = f"{request['method']} {request['endpoint']}" if request["endpoint"] else "unknown endpoint"
        assert any(box.startswith(name) for box in boxes)
        for entry in request["entry_points"]:
            assert any(box.startswith(entry["name"].encode("unicode_escape").decode()) for box in boxes)


def test_what_could_not_be_followed_is_dashed_and_said_in_words(inventories: dict[str, str]) -> None:
    page = Page(inventories["html"])
    unknown = [values for tag, values in page.tags if tag == "a" and "unknown" in (values.get("class") or "").split()]
    assert unknown
    assert all("could not be followed" in (values["aria-label"] or "") for values in unknown)
    assert any(tag == "path" and "unknown" in (values["class"] or "") for tag, values in page.tags)


def test_json_groups_are_numbers_of_requests(shop: Path) -> None:
    for by in ("endpoint", "file", "credential"):
        made = json.loads(told(shop, "inventory", "--output-format", "json", "--group-by", by)[0])
        assert made["group_by"] == by
        numbers = [number for group in made["groups"] for number in group["requests"]]
        assert set(numbers) == set(range(len(made["requests"])))
        assert made["summary"] == {"files": 7, "requests": 10, "unknown": 1}
