"""Makes the fix of a finding: the edits of all the changes that its rule names."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import TYPE_CHECKING

from cko_lint.findings import Change, Edit, Finding, Fix, Location, Remedy
from cko_lint.fixes import (
    builders,
    forms,
    header_forms,
    headers,
    hosts,
    literals,
    required_variables,
    suppressions,
)
from cko_lint.fixes.files import Files
from cko_lint.fixes.patches import Patch, are_apart

if TYPE_CHECKING:
    from cko_lint.sources.notebooks import Notebook

_CHANGES: dict[Change, Callable[[Remedy, Files], list[Patch] | None]] = {
    Change.REMOVE_SUPPRESSION: suppressions.patches,
    Change.ADD_HEADER: headers.patches,
    Change.CORRECT_HEADER: header_forms.patches,
    Change.REQUIRE_VARIABLE: required_variables.patches,
    Change.READ_VARIABLE: literals.patches,
    Change.SEND_FORM: forms.patches,
    Change.CORRECT_HOST: hosts.patches,
    Change.SWITCH_HOST: hosts.patches,
    Change.SWAP_CALLS: builders.patches,
}


class Making:
    """Makes fixes from what the files of a run hold."""

    def __init__(
        self, contents: Callable[[str], bytes | None], texts: Container[str], notebooks: Mapping[str, Notebook]
    ) -> None:
        """`contents` are those that were analysed, None for a file that is not to be edited; `texts` are no Python."""
        self._files = Files(contents, texts)
        self._notebooks = notebooks
        self._made: dict[tuple[Remedy, ...], Fix | None] = {}

    def fix(self, finding: Finding) -> Fix | None:
        """Returns the fix of a finding; None if there is none, or not for the way in which this program is written."""
        if not finding.remedies:
            return None
        if finding.remedies not in self._made:
            self._made[finding.remedies] = self._fix(finding.remedies)
        return self._made[finding.remedies]

    def _fix(self, remedies: tuple[Remedy, ...]) -> Fix | None:
        edits: dict[Edit, None] = {}
        for remedy in remedies:
            patches = _CHANGES[remedy.change](remedy, self._files)
            if patches is None:
                return None
            edits |= dict.fromkeys(map(self._edit, patches))
        ordered = tuple(sorted(edits, key=lambda edit: edit.location))
        if not ordered or not are_apart(ordered):
            return None
        return Fix(ordered, all(remedy.safe for remedy in remedies))

    def _edit(self, patch: Patch) -> Edit:
        lines = self._files.lines(patch.path)
        assert lines is not None
        location = Location(patch.path, lines.position(patch.start), lines.position(patch.end))
        notebook = self._notebooks.get(patch.path)
        return Edit(notebook.located(location) if notebook is not None else location, patch.text)
