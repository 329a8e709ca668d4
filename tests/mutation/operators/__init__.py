"""The ways in which a correct program is broken: each operator yields edits that make one defect.

An edit is only made where the contract proves the finding: every operator says why. What an operator cannot see from one
file alone (a second check of the same response in a caller, say) is listed by name in `programs.UNPROVABLE`.
"""

from __future__ import annotations

from . import authorization, environment, files, keys, permissions, responses
from .edits import BUILDER, HERE, SENDER, Change, Edit, Operator, Source

__all__ = ["BUILDER", "HERE", "PLAIN", "SEEDED", "SENDER", "Change", "Edit", "Operator", "Source", "seeded"]

seeded = environment.seeded

# For programs as they are.
PLAIN: tuple[Operator, ...] = (
    authorization.header_dropped, authorization.header_not_passed, authorization.auth_dropped,
    authorization.header_misspelt, authorization.bearer_lost, authorization.space_lost, authorization.bearer_twice,
    authorization.other_scheme, authorization.nothing_after_bearer, authorization.key_in_the_query,
    authorization.f_forgotten, authorization.key_encoded,
    keys.key_empty, keys.key_pasted, keys.foreign_key, keys.public_key_to_builder, keys.key_cut, keys.placeholder_left,
    keys.public_key_pasted, keys.client_secret_pasted, keys.key_of_the_other_platform, keys.key_printed,
    keys.headers_logged, keys.key_shown, keys.client_id_sent, keys.key_under_the_other_name,
    environment.prefix_test_turned, environment.name_of_the_other, environment.token_host_swapped,
    environment.certificate_unchecked, environment.unencrypted, environment.host_misremembered,
    environment.subdomain_first,
    responses.check_removed, responses.check_blind, responses.client_does_not_raise, responses.except_of_others,
    responses.handler_of_others, responses.error_dropped, responses.retries_include_401,
    responses.except_of_one_error,
    permissions.public_key_sent, permissions.secret_key_for_tokens, permissions.scope_of_something_else,
    permissions.endpoint_for_oauth_only, permissions.token_requested_with_json, permissions.grant_forgotten,
    permissions.scopes_not_a_list, permissions.scopes_with_a_comma, permissions.subdomain_forgotten, permissions.one_prefix,
    permissions.token_cached_for_good,
    files.file_broken, files.silenced_for_nothing,
)  # fmt: skip
# For programs with literal keys of the right environment.
SEEDED: tuple[Operator, ...] = (
    environment.prefix_swapped, environment.host_swapped, environment.sdk_environment_swapped,
    environment.sdk_environment_forgotten,
)  # fmt: skip
