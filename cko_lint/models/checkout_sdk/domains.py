"""Which domain a builder of the SDK was given for its client: a merchant's subdomain, the legacy one, or none."""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint import values as v
from cko_lint.evidence.credentials import is_unset
from cko_lint.evidence.places import literal_of
from cko_lint.facts import BOTH, MISSING, Subdomain
from cko_lint.interpreter.engine import Engine
from cko_lint.logic.conditions import conjoin
from cko_lint.models.checkout_sdk.steps import SdkEnvironment, Steps

_NEVER = v.only(v.ABSENT)


def is_never_given(engine: Engine, builder: Steps, name: str) -> bool:
    """Whether a builder was certainly not given something."""
    given = v.feasible(builder.attributes.get(name, _NEVER), engine.path)
    return not builder.is_open and all(a.content is v.ABSENT for a in given)


def fault(engine: Engine, builder: Steps) -> str | None:
    """Returns MISSING for a builder that has neither domain, BOTH for one that has both, in all executions; else None."""
    subdomains = v.feasible(builder.attributes.get("subdomain", _NEVER), engine.path)
    legacy = v.feasible(builder.attributes.get("legacy domain", _NEVER), engine.path)
    if builder.is_open or engine.path.is_undecidable:
        return None
    has_none = all(a.content is v.ABSENT or a.content is None for a in subdomains)
    if has_none and all(a.content is v.ABSENT for a in legacy):
        return MISSING
    has_both = all(isinstance(a.content, str) for a in subdomains) and all(a.content is True for a in legacy)
    return BOTH if has_both else None


def literals(engine: Engine, builder: Steps) -> Iterator[Subdomain]:
    """Yields the subdomains that a builder is given as literals, each with the environments that it has them in."""
    place = builder.places.get("subdomain")
    for given in v.feasible(builder.attributes.get("subdomain", ()), engine.path):
        text = v.text_of(given.content)
        if text is None or place is None or is_unset(given.condition):
            continue
        environments = frozenset(
            chosen.content.name
            for chosen in v.feasible(builder.attributes.get("environment", ()), engine.path)
            if isinstance(chosen.content, SdkEnvironment)
            and (joined := conjoin(given.condition, chosen.condition)) is not None
            and conjoin(engine.path, joined) is not None
        )  # fmt: skip
        yield Subdomain(text, literal_of(given.origin) or place, environments)
