"""Makes the fix of a finding: the edits of all the changes that its rule names."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
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
from cko_lint.fixes.imports import NameTaken
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
        made: dict[Patch, None] = {}
        is_safe = True
        for remedy in remedies:
            patches = self._patches(remedy)
            if patches is None:
                return None
            made |= dict.fromkeys(patches)
            is_safe &= remedy.safe and (remedy.change is Change.REMOVE_SUPPRESSION or not self._lose_comment(patches))
        ordered = tuple(sorted(dict.fromkeys(map(self._edit, made)), key=lambda edit: edit.location))
        if not ordered or not are_apart(ordered):
            return None
        return Fix(ordered, is_safe)

    def _patches(self, remedy: Remedy) -> list[Patch] | None:
        try:
            return _CHANGES[remedy.change](remedy, self._files)
        except NameTaken:
            return None

    def _lose_comment(self, patches: Sequence[Patch]) -> bool:
        """Whether patches of code lose a comment, so that a person should look at them."""
        written = "\n".join(patch.text for patch in patches)
        replaced = (patch for patch in patches if patch.start < patch.end)
        return any(comment not in written for patch in replaced for comment in self._comments_inside(patch))

    def _comments_inside(self, patch: Patch) -> Iterable[str]:
        module = self._files.module(patch.path)
        return module.comments_inside(patch.start, patch.end) if module is not None else ()

    def _edit(self, patch: Patch) -> Edit:
        lines = self._files.lines(patch.path)
        assert lines is not None
        location = Location(patch.path, lines.position(patch.start), lines.position(patch.end))
        notebook = self._notebooks.get(patch.path)
        return Edit(notebook.located(location) if notebook is not None else location, patch.text)
