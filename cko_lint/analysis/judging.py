"""From facts to findings: every rule is asked, and what a team has accepted is marked."""

from __future__ import annotations

from dataclasses import replace

from cko_lint.config.scopes import Scopes
from cko_lint.facts import Facts, KeyLiteral, Occurrence
from cko_lint.findings import Finding, merged
from cko_lint.report import secrets_baseline
from cko_lint.rules import RULES
from cko_lint.rules.report import About, RuleInfo


class Accepted:
    """The keys that teams have accepted: each file's are those beside its settings."""

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._loaded: dict[tuple[str, bool], secrets_baseline.Baseline] = {}

    def by(self, path: str) -> secrets_baseline.Baseline | None:
        """Returns what counts as accepted in a file; None if everything is to be reported."""
        settings = self._scopes.of(path)
        if not settings.ignores:
            return None
        if not settings.baselines:
            return secrets_baseline.Baseline(accepts_live=settings.accepts_live)
        key = settings.root, settings.accepts_live
        if key not in self._loaded:
            self._loaded[key] = secrets_baseline.load(*key)
        return self._loaded[key]

    def accepts(self, literal: KeyLiteral) -> bool:
        """Whether a key is one of the accepted ones."""
        baseline = self.by(literal.place.path)
        return baseline is not None and bool(baseline.hashes) and baseline.accepts(literal.key)

    def lists(self, secret: Occurrence) -> bool:
        """Whether another secret is one of the accepted ones."""
        baseline = self.by(secret.place.path)
        return baseline is not None and bool(baseline.hashes) and baseline.lists(secret.detail)


def rules_that_find(facts: Facts, scopes: Scopes) -> list[RuleInfo]:
    """Returns the rules that find anything in facts, other than a secret."""
    facts.platform_of = lambda place: scopes.of(place.path).platform
    rules = (rule for rule in RULES if rule.about is not About.SECRET)
    return [rule for rule in rules if any(True for _ in rule.check(facts))]


def findings_of(facts: Facts, scopes: Scopes, accepted: Accepted) -> list[Finding]:
    """Returns what the rules find in facts; what a team has accepted is marked."""
    facts.platform_of = lambda place: scopes.of(place.path).platform
    hidden = _taken_out(facts, accepted)
    found = _ask(facts)
    if hidden.keys or hidden.secrets:
        found += [replace(finding, is_accepted=True) for finding in _ask(hidden)]
    return _with_live_keys_marked(found, facts.keys)


def _taken_out(facts: Facts, accepted: Accepted) -> Facts:
    """Takes the secrets out of facts that a team has accepted; returns them."""
    hidden = Facts(keys=facts.accepted_keys)
    hidden.keys += [literal for literal in facts.keys if accepted.accepts(literal)]
    hidden.secrets = [secret for secret in facts.secrets if accepted.lists(secret)]
    facts.keys = [literal for literal in facts.keys if not accepted.accepts(literal)]
    facts.secrets = [secret for secret in facts.secrets if not accepted.lists(secret)]
    return hidden


def _with_live_keys_marked(findings: list[Finding], keys: list[KeyLiteral]) -> list[Finding]:
    live = {literal.place.spot().location for literal in keys if literal.key.is_certainly_live}
    if not live:
        return findings
    about = {rule.code for rule in RULES if rule.about is About.SECRET}
    return [
        replace(finding, is_live_key=True) if finding.code in about and finding.location in live else finding
        for finding in findings
    ]


def _ask(facts: Facts) -> list[Finding]:
    """Returns what the rules find, each finding once, with the places of all the ways that led to it."""
    found: dict[object, list[Finding]] = {}
    for rule in RULES:
        for finding in rule.check(facts):
            key = (finding.code, finding.location, finding.message if rule.about is About.SECRET else "")
            found.setdefault(key, []).append(finding)
    return list(map(merged, found.values()))
