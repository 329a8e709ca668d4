"""A short run of what `tests/fuzzing/` runs for as long as one likes; what was once wrong is run again by name.

`python tests/fuzzing/campaign.py KIND MINUTES` and `python tests/fuzzing/parsers.py NAME` are the long ones.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from fuzzing import mutations, parsers, properties, same, writing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SEED = 16
"""The same programs each time: what is new is looked for in the long runs."""
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.filterwarnings("ignore")
def test_programs_that_are_nearly_the_labelled_ones(tmp_path: Path) -> None:
    for number in range(40):
        text = mutations.mutant(random.Random(SEED + number))
        complaints = list(properties.complaints(tmp_path, {"pay.py": text}, with_formats=number % 12 == 0))
        assert complaints == [], f"seed {SEED + number}:\n{text}"


@pytest.mark.filterwarnings("ignore")
@settings(QUICK, max_examples=12)
@given(st.randoms(use_true_random=False))
def test_programs_that_use_checkout_com_in_any_way(chance: random.Random) -> None:
    import tempfile

    files = writing.project(chance)
    with tempfile.TemporaryDirectory() as folder:
        assert list(properties.complaints(Path(folder), files, with_formats=False)) == [], files


@pytest.mark.filterwarnings("ignore")
def test_changes_that_do_not_matter(tmp_path: Path) -> None:
    for number in range(5):
        complaints = list(same.complaints(tmp_path / str(number), random.Random(SEED + number)))
        assert complaints == [], f"seed {SEED + number}"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", parsers.PARSERS)
def test_parsers(name: str) -> None:
    @QUICK
    @given(
        st.one_of(st.builds(parsers.mixed, st.just(name), st.randoms(use_true_random=False)), st.binary(max_size=80))
    )
    def check(data: bytes) -> None:
        parsers.PARSERS[name](data)

    check()
