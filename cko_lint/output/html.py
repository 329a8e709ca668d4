"""One page in a file of its own, for a browser: summary, findings by file and by rule, source, and the ways of the values.

It loads nothing, and its policy forbids that. Without JavaScript it is all there; with it, findings are filtered, grouped, and
gone through with the keyboard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from cko_lint import __version__
from cko_lint.findings import Finding, Related, Severity
from cko_lint.homepage import HOMEPAGE, page_of_rule
from cko_lint.output.html_page import asset, page
from cko_lint.output.html_source import figures
from cko_lint.output.markdown import spans, to_html
from cko_lint.output.places import place, shown_path
from cko_lint.output.report import Report, prose, summary

_KEYS = (
    ("j, n", "next finding"), ("k, p", "previous finding"), ("f", "group by file"), ("r", "group by rule"),
    ("1, 2, 3", "show or hide errors, warnings, notes"), ("/", "search"), ("Esc", "clear the search"), ("?", "this list"),
)  # fmt: skip


def render(report: Report) -> str:
    """Returns the page."""
    parts = [
        *_header(report),
        '<main>\n<div class="columns">',
        *_index(report),
        '<div>\n<div id="findings">',
        *_findings(report),
        "</div>",
        *_unresolved(report),
        *_rules(report),
        "</div>\n</div>\n</main>",
    ]
    return page(_title(report), parts, asset("report.css"), asset("report.js"))


def _title(report: Report) -> str:
    return f"cko-lint: {summary(report).partition(' in ')[0]}"


def _header(report: Report) -> Iterator[str]:
    yield '<a class="skip" href="#findings">Skip to the findings</a>\n<header>'
    yield f"<h1>cko-lint {escape(__version__)}</h1>"
    about = f' <a href="{escape(HOMEPAGE)}">About cko-lint</a>' if HOMEPAGE else ""
    yield f'<p class="summary">{escape(summary(report))}.{about}</p>'
    yield '<div class="tools" hidden>'
    yield '<label>Search <input id="search" type="search" placeholder="message, rule, or path"></label>'
    yield "<fieldset><legend>Show</legend>"
    for severity in Severity:
        text = f"{severity.value}s ({report.count(severity)})"
        yield f'<label><input type="checkbox" name="severity" value="{severity.value}" checked> {text}</label>'
    yield "</fieldset>\n<fieldset><legend>Group by</legend>"
    yield '<label><input type="radio" name="group" value="file" checked> file</label>'
    yield '<label><input type="radio" name="group" value="rule"> rule</label>'
    yield '</fieldset>\n<span id="shown" role="status"></span> <span>Keys: <kbd>?</kbd></span>\n</div>'
    rows = "".join(f"<li><kbd>{escape(keys)}</kbd> {escape(text)}</li>" for keys, text in _KEYS)
    yield f'<dialog id="keys" aria-label="Keys"><ul>{rows}</ul><form method="dialog"><button>Close</button></form></dialog>'
    yield "</header>"


def _index(report: Report) -> Iterator[str]:
    """Yields the findings once by file and once by rule, as links."""
    numbered = list(enumerate(report.findings, 1))
    yield '<nav aria-label="Findings">\n<section data-by="file">\n<h2>By file</h2>\n<ul>'
    for path, several in groupby(numbered, lambda item: shown_path(item[1].location)):
        links = [(number, str(finding.location.start.line)) for number, finding in several]
        yield _entry(f"<code>{escape(path)}</code>", links)
    yield '</ul>\n</section>\n<section data-by="rule">\n<h2>By rule</h2>\n<ul>'
    for code, several in groupby(sorted(numbered, key=lambda item: item[1].code), lambda item: item[1].code):
        items = list(several)
        links = [(number, place(finding.location)) for number, finding in items]
        yield _entry(f'<a href="#{code}">{code}</a> {escape(items[0][1].name)}', links)
    yield "</ul>\n</section>\n</nav>"


def _entry(head: str, links: Sequence[tuple[int, str]]) -> str:
    joined = ", ".join(f'<a href="#f{number}">{escape(text)}</a>' for number, text in links)
    return f'<li>{head} <span class="count">({len(links)})</span>: {joined}</li>'


def _findings(report: Report) -> Iterator[str]:
    numbered = enumerate(report.findings, 1)
    for path, several in groupby(numbered, lambda item: shown_path(item[1].location)):
        yield f"<section>\n<h2>{escape(path)}</h2>"
        for number, finding in several:
            yield from _finding(finding, number, report)
        yield "</section>"
    if not report.findings:
        yield "<p>No findings.</p>"


def _finding(finding: Finding, number: int, report: Report) -> Iterator[str]:
    severity = finding.severity.value
    data = {"severity": severity, "rule": finding.code, "name": finding.name, "file": shown_path(finding.location)}
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in data.items())
    yield f'<article class="finding {severity}" id="f{number}" tabindex="-1" {attributes}>'
    yield (
        f'<h3><span class="severity">{severity}</span> <a href="#{finding.code}">{finding.code}</a> '
        f"{spans(prose(finding.message))}</h3>"
    )
    yield f'<div class="place">{escape(place(finding.location))}</div>'
    flows = list(finding.flows)
    for letter, flow in zip(_letters(len(flows)), flows, strict=True):
        yield from _flow(flow, letter, finding)
    yield from figures(finding, _labels(flows), report.line)
    if finding.help:
        yield f'<p class="help"><strong>help:</strong> {spans(prose(finding.help))}</p>'
    yield "</article>"


def _letters(count: int) -> list[str]:
    """Returns what tells several flows apart; nothing is needed for a single one."""
    return [""] if count == 1 else [_letter(at) for at in range(count)]


def _letter(at: int) -> str:
    return (_letter(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _flow(flow: Sequence[Related], letter: str, finding: Finding) -> Iterator[str]:
    yield '<ol class="flow">'
    for at, step in enumerate(flow, 1):
        own = " own" if step.location == finding.location else ""
        text = "reported here" if own else spans(prose(step.message))
        where = f'<span class="place">{escape(place(step.location))}</span>'
        yield f'<li><span class="step{own}">{letter}{at}</span>{text} {where}</li>'
    yield "</ol>"


def _labels(flows: Sequence[Sequence[Related]]) -> dict[object, list[str]]:
    """Returns for each place the numbers of the steps there."""
    labels: dict[object, list[str]] = {}
    for letter, flow in zip(_letters(len(flows)), flows, strict=True):
        for at, step in enumerate(flow, 1):
            labels.setdefault(step.location, []).append(f"{letter}{at}")
    return labels


def _unresolved(report: Report) -> Iterator[str]:
    if report.unresolved:
        yield "<h2>Requests that could not be judged</h2>\n<ul>"
        for request in report.unresolved:
            yield f'<li><span class="place">{escape(place(request.location))}</span> {spans(prose(request.message))}</li>'
        yield "</ul>"


def _rules(report: Report) -> Iterator[str]:
    counts = Counter(finding.code for finding in report.findings)
    if counts:
        yield "<h2>Rules</h2>"
    for code in sorted(counts):
        rule = report.rule(code)
        head = f"{code} {escape(rule.name)}: {spans(rule.summary)}"
        page = page_of_rule(code, rule.name)
        link = f'<p><a href="{escape(page)}">Page of this rule</a></p>' if page else ""
        yield f'<details class="rule" id="{code}"><summary>{head}</summary>\n<div>{to_html(rule.markdown)}{link}</div></details>'
