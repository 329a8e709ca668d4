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
    "labelled/authorization/headers_given_by_unknown_callers": [
        "headers_given_by_unknown_callers.py:10: its headers are not known here",
        "headers_given_by_unknown_callers.py:16: its headers are not known here",
        "headers_given_by_unknown_callers.py:23: its headers are not known here",
    ],
    "labelled/config_files/toml_settings_with_a_key_per_environment": ["client.py:7: its URL is not known here"],
    "labelled/lookalikes/hosts_that_only_contain_the_word": [
        "hosts_that_only_contain_the_word.py:16: its URL is not known here"
    ],
    "labelled/responses/dropped_answers_of_other_hosts": [
        "dropped_answers_of_other_hosts.py:11: its URL is not known here"
    ],
    "labelled/responses/response_handed_out_of_sight": [
        "response_handed_out_of_sight.py:17: its response goes to code that cannot be analysed: returned",
        "response_handed_out_of_sight.py:20: its response goes to code that cannot be analysed: a call that is out of sight",
    ],
    "labelled/sdk/http_client_builder_of_our_own": ["http_client_builder_of_our_own.py:17: its URL is not known here"],
    "regressions/silent/fields_that_are_validated": [
        "fields_that_are_validated.py:34: its response goes to code that cannot be analysed: validated",
        "fields_that_are_validated.py:35: its response goes to code that cannot be analysed: validated",
    ],
    "regressions/silent/headers_set_by_other_means": [
        "headers_set_by_other_means.py:28: its headers are not known here",
        "headers_set_by_other_means.py:32: its headers are not known here",
    ],
    "regressions/silent/tasks_and_lists_that_others_fill": [
        "tasks_and_lists_that_others_fill.py:24: its response goes to code that cannot be analysed: kept in a list",
    ],
    "regressions/silent/decorators_out_of_sight": [
        "decorators_out_of_sight.py:12: its headers are not known here",
        "decorators_out_of_sight.py:18: its response goes to code that cannot be analysed: returned",
    ],
    "regressions/silent/pages_checked_in_the_next_round": [
        "pages_checked_in_the_next_round.py:16: its URL is not known here"
    ],
    "regressions/applications/client_signed_at_the_start": [
        "client_signed_at_the_start.py:22: its headers are not known here"
    ],
    "regressions/applications/configuration_by_the_environment": [
        "configuration_by_the_environment.py:33: its URL is not known here"
    ],
    "regressions/applications/configuration_overridden_by_a_file": [
        "configuration_overridden_by_a_file.py:17: its URL is not known here"
    ],
    "regressions/applications/session_signed_before_each_request": [
        "session_signed_before_each_request.py:22: its headers are not known here"
    ],
    "regressions/checks/statuses_told_in_other_ways": [
        "statuses_told_in_other_ways.py:19: its response goes to code that cannot be analysed: it is taken apart by a pattern",
        "statuses_told_in_other_ways.py:42: its response goes to code that cannot be analysed: its attributes are read",
    ],
    "regressions/libraries/urllib_headers_appended_to_an_opener": [
        "urllib_headers_appended_to_an_opener.py:10: its headers are not known here"
    ],
    "regressions/slice/library_patched_by_an_import": ["pay/use.py:3: its headers are not known here"],
    "regressions/slice/session_signed_when_the_app_is_ready": ["pay/use.py:3: its headers are not known here"],
    "regressions/wrappers/header_set_on_a_built_request": [
        "header_set_on_a_built_request.py:10: its headers are not known here"
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
