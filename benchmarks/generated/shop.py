"""A shop of thousands of files that speaks of checkout everywhere, and never of Checkout.com.

Laid out as large Django shops with a GraphQL API are: domains with models, migrations, tasks and tests, and for each of
them types, mutations and tests below `graphql/`. `shop/settings.py` has `CHECKOUT_…` settings, `shop/checkout/` is what
everything else imports. Of its requests none goes to Checkout.com: webhooks, a payment provider by another name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle, islice

from generated import Files, filled, shop_templates, with_packages

NAMED = "shop/checkout/models.py"
_DOMAINS = (
    "checkout order payment account warehouse shipping product discount giftcard webhook plugins tax channel app "
    "attribute csv invoice menu page search seo site thumbnail translation"
).split()
_NOUNS = {
    "checkout": ("checkout", "checkout_line", "checkout_metadata", "delivery"),
    "order": ("order", "order_line", "fulfillment", "draft_order"),
    "payment": ("payment", "transaction", "refund", "gateway"),
}
_VERBS = ("create", "update", "delete", "complete", "assign")
_FILES_PER_DOMAIN = 160


def files(number: int) -> Files:
    """Returns a shop of so many Python files, or a few more where it needs them to be one."""
    domains = _DOMAINS[: max(1, min(len(_DOMAINS), number // _FILES_PER_DOMAIN))]
    project = {
        "pyproject.toml": '[project]\nname = "shop"\nversion = "3.20"\n',
        "manage.py": filled(shop_templates.MANAGE),
        "shop/settings.py": filled(shop_templates.SETTINGS, apps="\n".join(f'    "shop.{name}",' for name in domains)),
        "shop/core/models.py": filled(shop_templates.CORE_MODELS),
        "shop/core/requests.py": filled(shop_templates.CORE_REQUESTS),
        "shop/graphql/core/mutations.py": filled(shop_templates.CORE_MUTATIONS),
        "shop/graphql/core/types.py": filled(shop_templates.CORE_TYPES),
        "shop/checkout/complete_checkout.py": filled(shop_templates.COMPLETE_CHECKOUT),
        "shop/tests/e2e/utils.py": filled(shop_templates.UTILS_OF_TESTS),
        "shop/payment/gateways/northpay/client.py": filled(shop_templates.GATEWAY),
        "shop/payment/gateways/northpay/plugin.py": filled(shop_templates.GATEWAY_PLUGIN),
    }
    for domain in domains:
        project |= _domain(domain)
    project = with_packages(project)
    return project | dict(islice(_filling(domains), max(0, number + 1 - len(project))))


def _domain(domain: str) -> Files:
    nouns = _NOUNS.get(domain, (domain, f"{domain}_rule", f"{domain}_entry", f"{domain}_group"))
    owner = "CHECKOUT" if domain in _NOUNS else domain.upper()
    words = {"domain": domain, "Noun": _camel(nouns[0]), "noun": nouns[0], "OWNER": owner}
    result = {f"shop/{domain}/{name}.py": filled(text, **words) for name, text in shop_templates.DOMAIN.items()}
    result |= {
        f"shop/graphql/{domain}/{name}.py": filled(text, **words) for name, text in shop_templates.GRAPHQL.items()
    }
    for noun in nouns:
        for verb in _VERBS:
            words |= {"noun": noun, "Noun": _camel(noun), "verb": verb, "Verb": verb.capitalize(), "VERB": verb.upper()}
            result[f"shop/graphql/{domain}/mutations/{noun}_{verb}.py"] = filled(shop_templates.MUTATION, **words)
            result[f"shop/graphql/{domain}/tests/mutations/test_{noun}_{verb}.py"] = filled(
                shop_templates.MUTATION_TEST, **words
            )
    return result


def _filling(domains: list[str]) -> Iterator[tuple[str, str]]:
    """Yields what such projects have ever more of: migrations, and after two of them an end-to-end test."""
    makers: tuple[Callable[[str, int], tuple[str, str]], ...] = (_migration, _migration, _end_to_end)
    for number, maker in enumerate(cycle(makers), 1):
        for domain in domains:
            yield maker(domain, number)


def _migration(domain: str, number: int) -> tuple[str, str]:
    words = {"domain": domain, "n": number, "before": f"{max(1, number - 1):04}"}
    return f"shop/{domain}/migrations/{number:04}_auto.py", filled(shop_templates.MIGRATION, **words)


def _end_to_end(domain: str, number: int) -> tuple[str, str]:
    words = {"domain": domain, "n": number}
    return f"shop/tests/e2e/{domain}/test_{domain}_{number}.py", filled(shop_templates.END_TO_END, **words)


def _camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))
