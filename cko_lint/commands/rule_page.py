"""The page of a rule, and the list of all rules, as a terminal shows them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cko_lint.homepage import linked
from cko_lint.rules import RuleInfo
from cko_lint.rules.page import Page

_CODE_BLOCK = re.compile(r"^```\w*\n(?P<code>.*?)^```$", re.M | re.S)
_SPAN = re.compile(r"(?P<code>`[^`]+`)|\*(?P<emphasis>[^*]+)\*|<(?P<link>https://[^>]+)>")
_UNBREAKABLE = "\0"
"""Stands for a space inside of a code span while a paragraph is wrapped."""
_OF_TEXT = "  "
_OF_CODE = "      "


@dataclass(frozen=True, slots=True)
class Style:
    """The escape sequences around each kind of text; all empty without colour."""

    title: str = ""
    heading: str = ""
    code: str = ""
    emphasis: str = ""
    link: str = ""
    reset: str = ""
    has_links: bool = False

    def code_of(self, rule: RuleInfo) -> str:
        """Returns the code of a rule, as a link to its page where the terminal has links."""
        return linked(rule.code, rule.name) if self.has_links else rule.code


PLAIN = Style()
COLORED = Style("\x1b[1m", "\x1b[1;34m", "\x1b[36m", "\x1b[3m", "\x1b[4m", "\x1b[0m")


def render(rule: RuleInfo, columns: int, style: Style = PLAIN) -> str:
    """Returns the page of a rule, its paragraphs wrapped at a number of columns."""
    return "\n".join(_blocks(rule, columns, style))


def render_list(rules: Sequence[RuleInfo], columns: int | None, style: Style = PLAIN) -> str:
    """Returns the code, the name and the summary of each rule; one line a rule if `columns` is None."""
    longest = max(len(rule.name) for rule in rules)
    return "".join(_entry(rule, longest, columns, style) for rule in rules)


def _entry(rule: RuleInfo, longest: int, columns: int | None, style: Style) -> str:
    begin = f"{rule.code}  {rule.name:<{longest}}  "
    summary = Page.of(rule.doc).summary.rstrip(".")
    if columns is not None:
        summary = _wrapped(summary, columns, " " * len(begin)).lstrip()
    return f"{style.title}{style.code_of(rule)}{style.reset}{begin[len(rule.code) :]}{_styled(summary, style)}\n"


def _blocks(rule: RuleInfo, columns: int, style: Style) -> Iterator[str]:
    page = Page.of(rule.doc)
    pedantic = ", pedantic: off unless selected" if rule.pedantic else ""
    yield f"{style.title}{rule.name}{style.reset} ({style.code_of(rule)}, {rule.severity.value}{pedantic})\n"
    yield _paragraph(page.summary, columns, "", style)
    for heading, text in page.sections:
        yield f"{style.heading}{heading}{style.reset}"
        yield from _section(text, columns, style)


def _section(text: str, columns: int, style: Style) -> Iterator[str]:
    before, *rest = _CODE_BLOCK.split(text)
    yield from _paragraphs(before, columns, style)
    for code, after in zip(rest[::2], rest[1::2], strict=True):
        lines = textwrap.indent(code, _OF_CODE).splitlines()
        yield "".join(f"{style.code}{line}{style.reset}\n" if line else "\n" for line in lines)
        yield from _paragraphs(after, columns, style)


def _paragraphs(text: str, columns: int, style: Style) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n|\n(?=- )", text.strip()):
        if paragraph:
            yield _paragraph(paragraph, columns, _OF_TEXT, style)


def _paragraph(text: str, columns: int, indent: str, style: Style) -> str:
    return _styled(_wrapped(text.removeprefix("- "), columns, indent), style) + "\n"


def _wrapped(text: str, columns: int, indent: str) -> str:
    whole = re.sub(r"`[^`]+`", lambda code: re.sub(r"\s+", _UNBREAKABLE, code[0]), text)
    return textwrap.fill(
        whole,
        columns,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ).replace(_UNBREAKABLE, " ")


def _styled(text: str, style: Style) -> str:
    def styled(span: re.Match[str]) -> str:
        kind = span.lastgroup or ""
        return f"{getattr(style, kind)}{span[kind]}{style.reset}"

    return _SPAN.sub(styled, text)
