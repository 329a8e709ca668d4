"""What an editor offers at a finding: its fix, and a comment that suppresses it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from lsprotocol import types
from pygls import uris

from cko_lint.findings import Fix
from cko_lint.report.new_comments import commented
from cko_lint.rules import CATALOGUE
from cko_lint.server.analyser import Shown
from cko_lint.server.protocol import Translator

_REASON = "TODO: say why"


def actions(
    shown: Shown, diagnostic: types.Diagnostic, uri: str, text: str, translator: Translator
) -> Iterator[types.CodeAction]:
    """Yields the actions at a finding in a document, given its text."""
    finding = shown.finding
    if shown.fix is not None:
        title = f"Fix {finding.name}" + ("" if shown.fix.safe else " (may change what the program does)")
        edit = types.WorkspaceEdit(changes=_edits(shown.fix, translator))
        yield _quick_fix(title, diagnostic, edit, is_preferred=shown.fix.safe)
    if shown.location == finding.location and finding.code not in CATALOGUE.unanalysed | {CATALOGUE.unused}:
        path = finding.location.path
        outcome = commented(path, text, [finding], _REASON, _line_end(text))
        if outcome.suppressed:
            edits = {uri: [translator.difference(text, outcome.text)]}
            yield _quick_fix(f"Suppress {finding.name} with a comment", diagnostic, types.WorkspaceEdit(changes=edits))


def _quick_fix(
    title: str, diagnostic: types.Diagnostic, edit: types.WorkspaceEdit, is_preferred: bool = False
) -> types.CodeAction:
    kind = types.CodeActionKind.QuickFix
    return types.CodeAction(title, kind=kind, diagnostics=[diagnostic], is_preferred=is_preferred, edit=edit)


def _edits(fix: Fix, translator: Translator) -> dict[str, list[types.TextEdit]]:
    found: dict[str, list[types.TextEdit]] = {}
    for edit in fix.edits:
        uri = uris.from_fs_path(os.path.abspath(edit.location.path)) or ""
        found.setdefault(uri, []).append(types.TextEdit(translator.range(edit.location), edit.text))
    return found


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
