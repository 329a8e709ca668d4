"""The page of a rule as HTML: the little Markdown that is written there, and no HTML of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

_CODE_BLOCK = re.compile(r"^```\w*\n(?P<code>.*?)^```$", re.M | re.S)
_SPAN = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*|\*(?P<em>[^*]+)\*|<(?P<link>https://[^>\s]+)>"
    r"|\[(?P<text>[^\]]+)\]\((?P<target>https://[^)\s]+)\)"
)


def to_html(text: str) -> str:
    """Returns paragraphs, lists and blocks of code."""
    before, *rest = _CODE_BLOCK.split(text)
    parts = [*_paragraphs(before)]
    for code, after in zip(rest[::2], rest[1::2], strict=True):
        parts += [f"<pre><code>{escape(code)}</code></pre>", *_paragraphs(after)]
    return "\n".join(parts)


def spans(text: str) -> str:
    """Returns a text in one line, with what is marked in it as code, as emphasis, or as a link."""
    done, parts = 0, list[str]()
    for match in _SPAN.finditer(text):
        parts += (escape(text[done : match.start()]), _span(match))
        done = match.end()
    return "".join((*parts, escape(text[done:])))


def _span(match: re.Match[str]) -> str:
    if url := match["link"] or match["target"]:
        return f'<a href="{escape(url)}">{escape(match["text"] or url)}</a>'
    tag = match.lastgroup
    return f"<{tag}>{escape(match[tag or 0])}</{tag}>"


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        if not paragraph:
            continue
        items = re.split(r"^- ", paragraph, flags=re.M)
        if items[0]:
            yield f"<p>{spans(items[0].strip())}</p>"
        if items[1:]:
            yield f"<ul>{''.join(f'<li>{spans(item.strip())}</li>' for item in items[1:])}</ul>"
