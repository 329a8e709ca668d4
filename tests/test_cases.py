"""Programs with the findings they must produce, and the ones that must stay silent; `labelled.py` says what they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from labelled import FOLDER, Case, cases, compared

from cko_lint import run
from cko_lint.config import settings as config
from cko_lint.rules import RULES

CASES = cases()

# The requests that cannot be followed. In all other cases there is none.
UNRESOLVED = {
    "regressions/shared_objects/session_that_a_package_hands_on": [
        "client.py:6: cannot determine the headers of this request"
    ],
    "labelled/authorization/headers_given_by_unknown_callers": [
        "headers_given_by_unknown_callers.py:10: cannot determine the headers of this request",
        "headers_given_by_unknown_callers.py:16: cannot determine the headers of this request",
        "headers_given_by_unknown_callers.py:23: cannot determine the headers of this request",
    ],
    "labelled/config_files/toml_settings_with_a_key_per_environment": [
        "client.py:7: cannot determine the URL of this request"
    ],
    "labelled/lookalikes/hosts_that_only_contain_the_word": [
        "hosts_that_only_contain_the_word.py:16: cannot determine the URL of this request"
    ],
    "labelled/responses/dropped_answers_of_other_hosts": [
        "dropped_answers_of_other_hosts.py:11: cannot determine the URL of this request"
    ],
    "labelled/responses/response_handed_out_of_sight": [
        "response_handed_out_of_sight.py:17: cannot follow the response: it is returned to unknown callers",
        "response_handed_out_of_sight.py:20: cannot follow the response: it is passed to a function outside the project",
    ],
    "labelled/sdk/http_client_builder_of_our_own": [
        "http_client_builder_of_our_own.py:17: cannot determine the URL of this request"
    ],
    "regressions/clients/calls_in_event_loops": [
        "calls_in_event_loops.py:52: cannot follow the response: it is gathered with `return_exceptions`",
        "calls_in_event_loops.py:52: cannot follow the response: it is gathered with `return_exceptions`",
    ],
    "regressions/clients/httplib2_credentials": [
        "httplib2_credentials.py:10: cannot determine the headers of this request",
        "httplib2_credentials.py:30: cannot determine the headers of this request",
        "httplib2_credentials.py:37: cannot determine the headers of this request",
    ],
    "regressions/clients/pycurl_methods": [
        "pycurl_methods.py:51: cannot follow the response: its method `errstr()` is unknown",
        "pycurl_methods.py:70: cannot follow the response: it is passed to a function outside the project",
    ],
    "regressions/clients/sessions_set_up_by_hand": [
        "sessions_set_up_by_hand.py:31: cannot determine the headers of this request",
        "sessions_set_up_by_hand.py:40: cannot follow the response: it is passed to a callback",
        "sessions_set_up_by_hand.py:46: cannot determine the headers of this request",
        "sessions_set_up_by_hand.py:51: cannot determine the headers of this request",
    ],
    "regressions/clients/treq_headers": [
        "treq_headers.py:47: cannot determine which library sends this request",
        "treq_headers.py:52: cannot determine the headers of this request",
        "treq_headers.py:53: cannot determine the headers of this request",
    ],
    "regressions/composition/url_objects": [
        "url_objects.py:33: cannot determine the URL of this request",
        "url_objects.py:68: cannot determine the URL of this request",
        "url_objects.py:104: cannot determine the URL of this request",
        "url_objects.py:105: cannot determine the URL of this request",
        "url_objects.py:112: cannot determine the URL of this request",
    ],
    "regressions/copies/copies_of_all_kinds": [
        "copies_of_all_kinds.py:82: cannot determine the headers of this request",
        "copies_of_all_kinds.py:83: cannot determine the headers of this request",
        "copies_of_all_kinds.py:85: cannot determine the headers of this request",
    ],
    "regressions/globals/names_of_globals": [
        "names_of_globals.py:21: cannot determine the headers of this request",
        "names_of_globals.py:22: cannot determine the headers of this request",
        "names_of_globals.py:31: cannot follow the response: it is returned to unknown callers",
    ],
    "regressions/injection/parts_and_constants": [
        "parts_and_constants.py:66: cannot determine which library sends this request",
        "parts_and_constants.py:67: cannot determine which library sends this request",
        "parts_and_constants.py:68: cannot determine which library sends this request",
        "parts_and_constants.py:74: cannot determine which library sends this request",
    ],
    "regressions/libraries/http_client_headers_one_by_one": [
        "http_client_headers_one_by_one.py:33: cannot determine the headers of this request",
        "http_client_headers_one_by_one.py:54: cannot determine the URL of this request",
    ],
    "regressions/libraries/urllib_opener_of_a_stranger": [
        "urllib_opener_of_a_stranger.py:11: cannot determine the headers of this request",
        "urllib_opener_of_a_stranger.py:17: cannot follow the response: a handler of the project may deal with it",
    ],
    "regressions/objects/lists_that_change": [
        "lists_that_change.py:27: cannot determine the URL of this request",
        "lists_that_change.py:33: cannot determine the URL of this request",
        "lists_that_change.py:54: cannot follow the response: it is stored in a list",
        "lists_that_change.py:85: cannot determine the headers of this request",
    ],
    "regressions/options/options_by_other_names": [
        "options_by_other_names.py:35: cannot determine the headers of this request",
    ],
    "regressions/settings/environment_that_is_updated": [
        "environment_that_is_updated.py:25: cannot determine the URL of this request",
        "environment_that_is_updated.py:26: cannot determine the URL of this request",
    ],
    "regressions/callers/answer_that_a_generator_returns": [
        "answer_that_a_generator_returns.py:13: cannot follow the response: it is returned by a generator"
    ],
    "regressions/objects/dictionaries_with_attributes": [
        "dictionaries_with_attributes.py:70: cannot determine the headers of this request",
        "dictionaries_with_attributes.py:75: cannot determine the headers of this request",
    ],
    "regressions/wrappers/functions_chosen_by_their_argument": [
        "functions_chosen_by_their_argument.py:38: cannot determine the headers of this request"
    ],
    "regressions/shared_objects/held_by_attributes": [
        "held_by_attributes.py:35: cannot determine the headers of this request",
        "held_by_attributes.py:70: cannot determine the headers of this request",
    ],
    "regressions/shared_objects/sessions_made_when_they_are_needed": [
        "sessions_made_when_they_are_needed.py:26: cannot determine the headers of this request",
        "sessions_made_when_they_are_needed.py:39: cannot determine the headers of this request",
        "sessions_made_when_they_are_needed.py:54: cannot determine the headers of this request",
        "sessions_made_when_they_are_needed.py:68: cannot determine the headers of this request",
        "sessions_made_when_they_are_needed.py:85: cannot determine the headers of this request",
        "sessions_made_when_they_are_needed.py:97: cannot determine the headers of this request",
        "sessions_made_when_they_are_needed.py:115: cannot determine the headers of this request",
    ],
    "regressions/shared_objects/plain_headers_set_by_others": [
        "plain_headers_set_by_others.py:20: cannot determine the headers of this request",
        "plain_headers_set_by_others.py:41: cannot determine the headers of this request",
    ],
    "regressions/shared_objects/library_objects_changed_under_another_name": [
        "library_objects_changed_under_another_name.py:61: cannot determine the headers of this request",
        "library_objects_changed_under_another_name.py:67: cannot determine the headers of this request",
        "library_objects_changed_under_another_name.py:75: cannot determine the headers of this request",
        "library_objects_changed_under_another_name.py:88: cannot determine the headers of this request",
    ],
    "regressions/shared_objects/webhooks_are_no_hooks": [
        "webhooks_are_no_hooks.py:34: cannot determine the headers of this request",
    ],
    "regressions/shared_objects/variables_of_a_function_around": [
        "variables_of_a_function_around.py:52: cannot determine the headers of this request",
    ],
    "regressions/shared_objects/in_another_file": ["pay.py:16: cannot determine the headers of this request"],
    "regressions/shared_objects/sessions_changed_through_another_name": [
        "sessions_changed_through_another_name.py:24: cannot determine the headers of this request",
        "sessions_changed_through_another_name.py:28: cannot determine the headers of this request",
        "sessions_changed_through_another_name.py:55: cannot determine the headers of this request",
        "sessions_changed_through_another_name.py:66: cannot determine the headers of this request",
        "sessions_changed_through_another_name.py:81: cannot determine the headers of this request",
        "sessions_changed_through_another_name.py:109: cannot follow the response: it is handled by a hook, an adapter, or an auth object",
    ],
    "regressions/silent/fields_that_are_validated": [
        "fields_that_are_validated.py:34: cannot follow the response: it is passed to a class that validates it",
        "fields_that_are_validated.py:35: cannot follow the response: it is passed to a class that validates it",
    ],
    "regressions/silent/headers_set_by_other_means": [
        "headers_set_by_other_means.py:28: cannot determine the headers of this request",
        "headers_set_by_other_means.py:32: cannot determine the headers of this request",
    ],
    "regressions/authorization/auth_object_that_asks_for_a_token": [
        "auth_object_that_asks_for_a_token.py:44: cannot follow the response: it is handled by a hook, an adapter, or an auth object",
    ],
    "regressions/checks/dropped_in_a_try_in_a_loop": [
        "dropped_in_a_try_in_a_loop.py:45: cannot follow the response: it is carried into the next iteration of a loop",
    ],
    "regressions/scripts/lambdas_of_a_module": [
        "lambdas_of_a_module.py:13: cannot determine the headers of this request",
    ],
    "regressions/adapters/session_that_a_stranger_signs": [
        "session_that_a_stranger_signs.py:12: cannot determine the headers of this request"
    ],
    "regressions/clients/authlib_session": [
        "authlib_session.py:6: cannot determine the headers of this request",
        "authlib_session.py:10: cannot determine the headers of this request",
    ],
    "regressions/conditions/empty_until_it_is_filled": [
        "empty_until_it_is_filled.py:13: cannot determine the headers of this request",
        "empty_until_it_is_filled.py:19: cannot determine the headers of this request",
        "empty_until_it_is_filled.py:25: cannot determine the headers of this request",
        "empty_until_it_is_filled.py:31: cannot determine the headers of this request",
        "empty_until_it_is_filled.py:41: cannot determine the headers of this request",
    ],
    "regressions/conditions/tested_again": [
        "tested_again.py:17: cannot analyse this request: it depends on too many conditions, or on one that may have changed",
        "tested_again.py:26: cannot analyse this request: it depends on too many conditions, or on one that may have changed",
        "tested_again.py:35: cannot analyse this request: it depends on too many conditions, or on one that may have changed",
        "tested_again.py:44: cannot analyse this request: it depends on too many conditions, or on one that may have changed",
        "tested_again.py:53: cannot analyse this request: it depends on too many conditions, or on one that may have changed",
        "tested_again.py:62: cannot analyse this request: it depends on too many conditions, or on one that may have changed",
        "tested_again.py:72: cannot analyse this request: it depends on too many conditions, or on one that may have changed",
    ],
    "regressions/applications/session_of_g_from_a_plain_file": [
        "pay.py:15: cannot determine the headers of this request",
        "pay.py:29: cannot determine the headers of this request",
    ],
    "regressions/clients/pycurl_handle": [
        "pycurl_handle.py:81: cannot determine the headers of this request",
        "pycurl_handle.py:89: cannot determine the headers of this request",
        "pycurl_handle.py:103: cannot determine the headers of this request",
    ],
    "regressions/clients/pycurl_handle_is_used_again": [
        "pycurl_handle_is_used_again.py:112: cannot follow the response: its headers and its status are given to a function of the program",
        "pycurl_handle_is_used_again.py:121: cannot follow the response: its headers and its status are given to a function of the program",
        "pycurl_handle_is_used_again.py:128: cannot follow the response: its handle is passed to code that cannot be analysed",
        "pycurl_handle_is_used_again.py:134: cannot follow the response: its handle is passed to code that cannot be analysed",
        "pycurl_handle_is_used_again.py:138: cannot follow the response: its handle is passed to code that cannot be analysed",
    ],
    "regressions/clients/requests_oauthlib_token": [
        "requests_oauthlib_token.py:7: cannot determine the headers of this request"
    ],
    "regressions/globals/dictionary_that_a_function_fills": [
        "dictionary_that_a_function_fills.py:21: cannot determine the headers of this request"
    ],
    "regressions/composition/send_wrapped_by_middleware": [
        "send_wrapped_by_middleware.py:17: cannot determine the headers of this request"
    ],
    "regressions/objects/client_that_a_task_sets": [
        "client_that_a_task_sets.py:47: cannot determine the headers of this request"
    ],
    "regressions/silent/sessions_of_a_thread_that_others_sign": [
        "sessions_of_a_thread_that_others_sign.py:23: cannot determine the headers of this request",
        "sessions_of_a_thread_that_others_sign.py:38: cannot determine which library sends this request",
    ],
    "regressions/commands/decorator_that_passes_a_signed_object": [
        "decorator_that_passes_a_signed_object.py:23: cannot determine the URL of this request",
    ],
    "regressions/commands/groups_that_sign": [
        "groups_that_sign.py:21: cannot determine the headers of this request",
        "groups_that_sign.py:29: cannot determine the headers of this request",
    ],
    "regressions/commands/groups_with_an_object_each": [
        "groups_with_an_object_each.py:21: cannot determine which library sends this request",
    ],
    "regressions/commands/objects_of_other_decorators": [
        "objects_of_other_decorators.py:26: cannot determine which library sends this request",
        "objects_of_other_decorators.py:37: cannot determine which library sends this request",
    ],
    "regressions/applications/own_client_signed_by_a_handler": [
        "own_client_signed_by_a_handler.py:23: cannot determine the headers of this request",
    ],
    "regressions/clients/tornado_client": [
        "tornado_client.py:62: cannot determine the URL of this request",
    ],
    "regressions/logs/request_of_an_error": [
        "request_of_an_error.py:50: cannot determine the URL of this request",
    ],
    "regressions/settings/another_env_file": [
        "app.py:6: cannot determine the URL of this request",
    ],
    "regressions/settings/settings_of_dynaconf_and_rows": [
        "settings_of_dynaconf_and_rows.py:25: cannot determine the headers of this request",
        "settings_of_dynaconf_and_rows.py:28: cannot determine the URL of this request",
        "settings_of_dynaconf_and_rows.py:33: cannot determine the URL of this request",
        "settings_of_dynaconf_and_rows.py:43: cannot determine the headers of this request",
    ],
    "regressions/settings/env_file_that_nothing_loads": [
        "client.py:6: cannot determine the URL of this request",
    ],
    "regressions/objects/sessions_made_in_set_up": [
        "sessions_made_in_set_up.py:43: cannot determine which library sends this request",
    ],
    "regressions/applications/state_of_litestar": [
        "state_of_litestar.py:29: cannot determine the headers of this request",
    ],
    "regressions/globals/session_of_a_factory": ["gateway.py:3: cannot determine which library sends this request"],
    "regressions/globals/session_signed_by_another": [
        "session_signed_by_another.py:9: cannot determine which library sends this request"
    ],
    "regressions/objects/context_variable_set_in_a_context": [
        "context_variable_set_in_a_context.py:17: cannot determine the headers of this request"
    ],
    "regressions/authorization/access_token_without_bearer": [
        "access_token_without_bearer.py:25: cannot determine the headers of this request"
    ],
    "regressions/authorization/httpx_flow_that_asks_for_a_token": [
        (
            "httpx_flow_that_asks_for_a_token.py:128: cannot follow the response: "
            "it is handled by a hook, an adapter, or an auth object"
        )
    ],
    "regressions/objects/given_to_unknown_callers": [
        "given_to_unknown_callers.py:30: cannot determine the headers of this request",
        "given_to_unknown_callers.py:45: cannot determine the headers of this request",
        "given_to_unknown_callers.py:95: cannot follow the response: it is returned to unknown callers",
        "given_to_unknown_callers.py:107: cannot determine the headers of this request",
        "given_to_unknown_callers.py:125: cannot determine the headers of this request",
    ],
    "regressions/objects/model_of_a_dictionary": [
        "model_of_a_dictionary.py:13: cannot determine the URL of this request"
    ],
    "regressions/patches/client_of_a_company": [
        "client_of_a_company.py:4: cannot determine the headers of this request"
    ],
    "regressions/silent/decorators_out_of_sight": [
        "decorators_out_of_sight.py:12: cannot determine the headers of this request",
        "decorators_out_of_sight.py:18: cannot follow the response: it is returned to unknown callers",
    ],
    "regressions/silent/pages_checked_in_the_next_round": [
        "pages_checked_in_the_next_round.py:16: cannot determine the URL of this request"
    ],
    "regressions/applications/client_signed_at_the_start": [
        "client_signed_at_the_start.py:22: cannot determine the headers of this request"
    ],
    "regressions/applications/configuration_by_the_environment": [
        "configuration_by_the_environment.py:33: cannot determine the URL of this request"
    ],
    "regressions/applications/configuration_overridden_by_a_file": [
        "configuration_overridden_by_a_file.py:17: cannot determine the URL of this request"
    ],
    "regressions/applications/session_signed_before_each_request": [
        "session_signed_before_each_request.py:22: cannot determine the headers of this request"
    ],
    "regressions/checks/statuses_told_in_other_ways": [
        "statuses_told_in_other_ways.py:42: cannot follow the response: it is passed to `vars`",
    ],
    "regressions/libraries/urllib_headers_appended_to_an_opener": [
        "urllib_headers_appended_to_an_opener.py:10: cannot determine the headers of this request"
    ],
    "regressions/slice/library_patched_by_an_import": ["pay/use.py:3: cannot determine the headers of this request"],
    "regressions/slice/session_signed_when_the_app_is_ready": [
        "pay/use.py:3: cannot determine the headers of this request"
    ],
    "regressions/wrappers/header_set_on_a_built_request": [
        "header_set_on_a_built_request.py:10: cannot determine the headers of this request"
    ],
    "regressions/commands/session_signed_by_a_getter": [
        "session_signed_by_a_getter.py:29: cannot determine the headers of this request"
    ],
    "regressions/globals/session_of_a_thread_signed_elsewhere": [
        f"local.py:{line}: cannot determine the headers of this request" for line in (31, 32, 33)
    ],
    "regressions/injection/container_that_another_replaces": [
        "container_that_another_replaces.py:29: cannot determine which library sends this request"
    ],
    "regressions/injection/providers_changed_elsewhere": [
        "providers_changed_elsewhere.py:47: cannot determine which library sends this request",
        "providers_changed_elsewhere.py:52: cannot determine which library sends this request",
        "providers_changed_elsewhere.py:57: cannot determine the headers of this request",
        "providers_changed_elsewhere.py:62: cannot determine the headers of this request",
    ],
    "regressions/composition/urls_taken_apart_and_compared": [
        "urls_taken_apart_and_compared.py:71: cannot determine the URL of this request"
    ],
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    case.lay_out(tmp_path)
    report = run.run(["."], replace(config.load(["."]), cache=False, show_unresolved=True)).report
    missed, extra = compared(case, list(report.findings))
    assert (missed, extra) == ([], [])
    unresolved = [f"{r.location.path}:{r.location.start.line}: {r.message}" for r in report.unresolved]
    assert unresolved == UNRESOLVED.get(case.name, [])


def test_every_wanted_code_is_one_of_a_rule() -> None:
    assert {want.code for case in CASES for want in case.wants} <= {rule.code for rule in RULES}


def test_what_cannot_be_followed_stands_in_a_case() -> None:
    assert UNRESOLVED.keys() <= {case.name for case in CASES}


def test_no_two_cases_have_one_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES) == len(list(FOLDER.glob("*/*/*")))
