"""Which suppression comments are in the files of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cko_lint.findings import Finding
from cko_lint.report import suppression_comments
from cko_lint.report.suppression_comments import Suppression
from cko_lint.sources.contents import Contents
from cko_lint.sources.encodings import decode
from cko_lint.sources.lines import pieces


def comments_in(
    asked: Contents, findings: Iterable[Finding], others: Mapping[str, bytes]
) -> Iterator[tuple[str, list[Suppression]]]:
    """Yields the comments in the files that were asked about, and in `others` where findings, or calls that lead to them, are."""
    for source in asked.code:
        if suppression_comments.may_have_any(source.data):
            yield source.path, list(suppression_comments.find(decode(source.data)))
    for source in asked.texts:
        yield source.path, list(suppression_comments.find_in_lines(pieces(source.blocks())))
    near = {place.path for f in findings for place in (f.location, *(call.location for call in f.callers))}
    for path in sorted(near - {source.path for source in asked.sources}):
        if suppression_comments.may_have_any(others.get(path, b"")):
            yield path, list(suppression_comments.find(decode(others[path])))
