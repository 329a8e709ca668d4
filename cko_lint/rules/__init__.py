"""The rules: facts in, findings out, one module each. A module's docstring is the rule's documentation."""

from __future__ import annotations

import importlib

from cko_lint.facts import Request, SdkCall, SdkClient
from cko_lint.rules.catalogue import Catalogue
from cko_lint.rules.report import RuleInfo

__all__ = ["CATALOGUE", "RULES", "RuleInfo"]

_MODULES = (
    "syntax_error",
    "unused_suppression",
    "unreadable_file",
    "analysis_failed",
    "missing_authorization",
    "malformed_authorization",
    "empty_credential",
    "hardcoded_secret_key",
    "hardcoded_public_key",
    "misprefixed_key",
    "sandbox_key_live_url",
    "live_key_sandbox_url",
    "unchecked_response",
    "uncaught_auth_error",
    "credential_outside_header",
    "malformed_key",
    "placeholder_key",
    "key_platform_mismatch",
    "hardcoded_client_secret",
    "logged_key",
    "environment_name_mismatch",
    "mixed_environment_hosts",
    "insecure_transport",
    "wrong_host",
    "subdomain_before_environment",
    "swallowed_auth_error",
    "retried_auth_error",
    "public_key_on_secret_endpoint",
    "secret_key_on_public_endpoint",
    "missing_oauth_scope",
    "credential_kind_not_accepted",
    "malformed_token_request",
    "missing_subdomain",
    "one_prefix_for_both",
    "malformed_scopes",
    "token_never_refreshed",
)

_SILENCES = {Request: "silence_of_request", SdkCall: "silence_of_call", SdkClient: "silence_of_client"}


def _rule(module_name: str) -> RuleInfo:
    module = importlib.import_module(f"cko_lint.rules.{module_name}")
    rule = module.RULE
    doc = module.__doc__ or ""
    return RuleInfo(
        rule.code, rule.name, rule.severity, rule.pedantic, rule.about, doc, module.check, rule.cwe, rule.security_severity,
        {kind: getattr(module, name) for kind, name in _SILENCES.items() if hasattr(module, name)},
    )  # fmt: skip


RULES: tuple[RuleInfo, ...] = tuple(sorted(map(_rule, _MODULES), key=lambda rule: rule.code))
CATALOGUE = Catalogue(RULES)
