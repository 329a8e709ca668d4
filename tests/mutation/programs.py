"""The correct programs that are broken, and the mutants that are no defects after all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
APPLICATIONS = TESTS / "applications"
CASES = TESTS / "cases/labelled"
GROUPS = ("authorization", "environment", "flow", "keys", "permissions", "responses", "sdk")
_WANT = re.compile(r"#\s*want:\s*CKO")


@dataclass(frozen=True)
class Program:
    """A correct program: its name and its files."""

    name: str
    files: dict[str, str]

    def __hash__(self) -> int:
        return hash(self.name)


def applications() -> list[Program]:
    return [_read(folder, folder.name) for folder in sorted(APPLICATIONS.iterdir()) if folder.is_dir()]


def silent_cases() -> Iterator[Program]:
    """Yields the labelled cases about Checkout.com that ask for nothing."""
    for group in GROUPS:
        for case in sorted((CASES / group).glob("*")):
            program = _read(case, f"{group}/{case.stem}")
            if program.files and "want.txt" not in program.files and not any(map(_WANT.search, program.files.values())):
                yield program


def _read(path: Path, name: str) -> Program:
    if path.is_file():
        return Program(name, {path.name: path.read_text("utf-8")} if path.suffix == ".py" else {})
    found = [p for p in sorted(path.rglob("*")) if p.is_file() and "__pycache__" not in p.parts]
    return Program(name, {p.relative_to(path).as_posix(): p.read_text("utf-8") for p in found})


_GUARDED = "the program refuses an empty key before it uses one"
_GIVEN = "the key may be given by a caller who is out of sight"
_UNUSED = "nothing is sent to the host in sight"
_DISPUTED = "the sources disagree about whether the endpoint takes a public key"
_NO_USE = "the token is used out of sight, or for what takes any scope"
_WANTED = "the test wants the request to be refused"
_OTHERS = "the file has another service's header as well"
_ON_HEADERS = (
    "f_forgotten",
    "key_encoded",
    "header_not_passed",
    "bearer_lost",
    "space_lost",
    "bearer_twice",
    "other_scheme",
)

# (program, operator): why what the operator does there is no proven defect.
UNPROVABLE: dict[tuple[str, str], str] = {
    ("environment/names_of_keys_prove_no_environment", "seeded"): "its variables are named for the other environment",
    ("data_connector", "prefix_swapped"): "the program refuses a sandbox key before it sends one",
    ("flask_store", "key_empty"): _GUARDED,
    ("authorization/key_from_getenv_checked_before_use", "key_empty"): _GUARDED,
    ("keys/key_cleaned_before_it_is_used", "key_empty"): _GUARDED,
    ("keys/key_cleaned_before_it_is_used", "foreign_key"): "the program refuses keys that begin with sk_live_",
    ("authorization/class_attribute_none_until_init", "key_empty"): _GIVEN,
    ("keys/builder_of_the_platform_chosen_by_the_key", "key_empty"): _GIVEN,
    ("keys/keys_read_from_the_environment_and_a_vault", "key_empty"): "in production the key comes from the vault",
    ("flask_store", "placeholder_left"): "an entry of a configuration is there for somebody to fill in",
    (
        "authorization/api_key_header_beside_the_authorization",
        "header_dropped",
    ): "the header beside it is named for a key",
    ("payout_platform", "except_of_others"): "whoever runs it from the command line catches what the service does not",
    ("lambda_disputes", "bearer_lost"): "the name of a function does not prove that what it returns is a key",
    (
        "keys/placeholders_in_tests_docs_and_templates",
        "bearer_lost",
    ): "the only key that anybody gives is a placeholder",
    ("flow/platform_of_the_key_decides_on_the_scheme", "foreign_key"): "one of its two reads is not sent, it is tested",
    (
        "keys/only_the_client_id_is_in_the_source",
        "auth_dropped",
    ): "the token endpoint takes credentials in the form too",
    ("responses/status_judged_by_a_predicate", "check_removed"): "the status is only explained there, not checked",
    ("responses/status_judged_by_a_predicate", "check_blind"): "the status is only explained there, not checked",
    ("authorization/cardholder_token_needs_no_authorization", "unencrypted"): "the request carries no credential",
    ("environment/every_url_under_its_own_name", "unencrypted"): _UNUSED,
    ("environment/every_url_under_its_own_name", "host_misremembered"): _UNUSED,
    ("environment/wrong_hosts_in_a_check_of_the_configuration", "host_misremembered"): _UNUSED,
    ("keys/masked_keys_in_texts", "host_misremembered"): _UNUSED,
    ("keys/placeholders_in_tests_docs_and_templates", "host_misremembered"): _UNUSED,
    ("keys/placeholders_in_tests_docs_and_templates", "unencrypted"): _UNUSED,
    ("authorization/lower_case_header_name", "public_key_sent"): _DISPUTED,
    ("responses/raise_for_status_and_nothing_else", "public_key_sent"): _DISPUTED,
    ("flow/async_generator_over_pages", "public_key_sent"): _DISPUTED,
    ("permissions/apple_pay_certificates_take_either_key", "public_key_sent"): _DISPUTED,
    ("authorization/oauth_token_request_with_the_credentials_in_the_form", "scope_of_something_else"): _NO_USE,
    ("authorization/client_credentials_as_basic_auth_at_the_token_endpoint", "token_cached_for_good"): _NO_USE,
    ("environment/sdk_authorization_uri_of_the_same_environment", "scope_of_something_else"): _NO_USE,
    ("environment/token_and_api_of_the_same_environment", "scope_of_something_else"): "the scope is the caller's",
    ("keys/client_secret_of_another_vendor", "scope_of_something_else"): _NO_USE,
    ("keys/client_secret_of_another_vendor", "client_secret_pasted"): "the secret is another vendor's",
    ("keys/only_the_client_id_is_in_the_source", "scope_of_something_else"): _NO_USE,
    ("permissions/endpoint_whose_scopes_are_only_inferred", "scope_of_something_else"): "its scopes are inferred",
    ("flow/platform_of_the_key_decides_on_the_scheme", "key_cut"): "one of its two reads is not sent, it is tested",
    ("flow/platform_of_the_key_decides_on_the_scheme", "placeholder_left"): "the same",
    ("flow/platform_of_the_key_decides_on_the_scheme", "public_key_sent"): "the same",
    ("keys/key_cleaned_before_it_is_used", "placeholder_left"): "the program refuses what is no key",
    ("keys/placeholder_that_is_refused", "placeholder_left"): "the program refuses the placeholder",
    ("responses/loops_written_by_hand", "error_dropped"): "it ends in `raise None` then, which is loud",
    ("responses/integration_tests_assert_the_status", "host_misremembered"): _WANTED,
    ("responses/integration_tests_assert_the_status", "f_forgotten"): _WANTED,
    (
        "flow/platform_of_the_key_decides_on_the_scheme",
        "client_id_sent",
    ): "one of its two reads is not sent, it is tested",
    ("responses/many_spellings_of_the_status_test", "placeholder_left"): "the file is named as a test",
    **{("keys/placeholder_for_another_service", name): _OTHERS for name in _ON_HEADERS},
    **{("keys/stripe_and_paystack_keys_beside_checkout", name): _OTHERS for name in _ON_HEADERS},
}
