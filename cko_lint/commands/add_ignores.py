"""`cko-lint check --add-ignores`: writes a suppression comment for each present finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cko_lint.checkout.redaction import redact
from cko_lint.commands.terminal import print_error, say
from cko_lint.errors import UsageError
from cko_lint.findings import Finding
from cko_lint.output.report import plural
from cko_lint.report.new_comments import Commented, commented
from cko_lint.rules import CATALOGUE
from cko_lint.sources.rewriting import FileText, file_text, replace_file


def checked(reason: str) -> str:
    """Returns the reason as a comment may say it. Raises UsageError for what no comment can hold."""
    said = reason.strip()
    if not said:
        raise UsageError("--add-ignores needs a reason, which the comments give")
    if not said.isprintable() or redact(said) != said:
        raise UsageError("--add-ignores: the reason must be one line, without a key")
    return said


@dataclass(slots=True)
class _Count:
    suppressed: int = 0
    files: int = 0
    left: int = 0


def add_ignores(findings: Iterable[Finding], reason: str) -> bool:
    """Writes the comments, and says on standard error how many; returns whether any file has changed.

    Left out are files that cannot be analysed, and unused suppressions: the way to be rid of these is to remove them.
    """
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.code not in CATALOGUE.unanalysed and finding.code != CATALOGUE.unused:
            by_path.setdefault(finding.location.path, []).append(finding)
    count = _Count()
    for path, of_file in sorted(by_path.items()):
        outcome = _written(path, of_file, reason)
        count.suppressed += outcome.suppressed
        count.files += outcome.suppressed > 0
        count.left += outcome.left
    say(_told(count))
    return count.files > 0


def _written(path: str, findings: list[Finding], reason: str) -> Commented:
    try:
        with open(path, "rb") as file:
            before = file_text(path, file.read())
        outcome = _commented(path, before, findings, reason)
        if outcome.suppressed:
            replace_file(path, before.encoded(outcome.text), before.data)
    except (OSError, UsageError) as error:
        why = (error.strerror if isinstance(error, OSError) else str(error)) or "unknown error"
        print_error(f"no comment added to {path}: {why}")
        return Commented("", 0, len(findings))
    return outcome


def _commented(path: str, before: FileText, findings: list[Finding], reason: str) -> Commented:
    if findings[0].location.cell:
        from cko_lint.fixes.notebook_comments import commented_notebook

        return commented_notebook(path, before.text, findings, reason)
    return commented(path, before.text, findings, reason, before.line_end)


def _told(count: _Count) -> str:
    told = f"cko-lint: suppressed {plural(count.suppressed, 'finding')} in {plural(count.files, 'file')}"
    return f"{told}; {count.left} where no comment can stand" if count.left else told
