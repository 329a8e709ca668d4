"""What files hold that carry configuration. Neither LibCST nor the interpreter is needed for them."""

from __future__ import annotations

from collections.abc import Sequence

from cko_lint import progress
from cko_lint.analysis.judging import Accepted, findings_of
from cko_lint.config.scopes import Scopes
from cko_lint.configuration_files import reader
from cko_lint.facts import Facts
from cko_lint.findings import Finding
from cko_lint.sources.scan import Source


def analyse_texts(texts: Sequence[Source], scopes: Scopes) -> list[Finding]:
    """Returns what is found in files that carry configuration."""
    accepted = Accepted(scopes)
    facts = Facts()
    for source in progress.each("reading configuration files", texts):
        reader.read(source, facts, accepted.by(source.absolute))
    return findings_of(facts, scopes, accepted)
