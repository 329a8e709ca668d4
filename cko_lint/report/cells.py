"""Places in notebooks as reports give them: by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from cko_lint.findings import Finding, Location, Related

if TYPE_CHECKING:
    from cko_lint.sources.notebooks import Notebook


def in_cells(finding: Finding, notebooks: Mapping[str, Notebook]) -> Finding:
    """Returns a finding whose places in notebooks are given by cell."""
    related = tuple(related_in_cells(place, notebooks) for place in finding.related)
    notebook = notebooks.get(finding.location.path)
    location = notebook.located(finding.location) if notebook is not None else finding.location
    flows = (
        tuple(tuple(related_in_cells(place, notebooks) for place in flow) for flow in several)
        for several in (finding.value_flows, finding.call_paths)
    )
    return replace(finding, location=location, related=related, value_flows=next(flows), call_paths=next(flows))


def related_in_cells(related: Related, notebooks: Mapping[str, Notebook]) -> Related:
    """Returns a place that a finding points to; one in a notebook is given by cell."""
    return replace(related, location=location_in_cells(related.location, notebooks))


def location_in_cells(location: Location, notebooks: Mapping[str, Notebook]) -> Location:
    """Returns a place; one in a notebook is given by cell."""
    notebook = notebooks.get(location.path)
    return notebook.located(location) if notebook is not None else location
