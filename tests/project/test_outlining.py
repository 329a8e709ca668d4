"""What an outline says of a definition: whether its own text names Checkout.com, what it mentions, what it changes."""

from __future__ import annotations

import pytest
from labelled import FOLDER

from cko_lint.project.anchors import is_of_checkout
from cko_lint.project.outline import FIELD, Definition
from cko_lint.project.outlining import outline
from cko_lint.sources.prefilter import is_key_name


def definition(text: str) -> Definition:
    found = outline(text.encode())
    assert found is not None
    return found.definitions[-1]


@pytest.mark.parametrize(
    "body",
    [
        'return "https://api.checkout.com/payments"',
        'return "https://" + ".".join(["api", "sandbox", "checkout", "com"])',
        "return f\"https://api.{'checkout'}.com/payments\"",
        'return "https://api.sandbox.checkout." + tld or "com"',
        'return os.environ["CKO_SECRET_KEY"]',
        "return settings.CKO_SECRET_KEY",
    ],
)
def test_a_definition_that_names_checkout_com_is_an_anchor(body: str) -> None:
    assert is_of_checkout(body.encode())
    assert definition(f"def url(tld):\n    {body}\n").is_anchor


@pytest.mark.parametrize(
    "body",
    [
        'checkout.email = "user@example.com"\n    return deliver("checkout", "https://shop.example.com/com/")',
        'return reverse("checkout"), "comment"',
        'return ["checkout.example.com", "com.example.checkout.views"]',
        "return settings.CHECKOUT_PRICES_TTL",
    ],
)
def test_a_shop_with_a_checkout_is_none(body: str) -> None:
    assert not definition(f"def view(checkout):\n    {body}\n").is_anchor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('class Provider(Enum):\n    CHECKOUT_COM = "checkout.com"\n', False),
        ('class Provider(models.TextChoices):\n    CKO = "cko", "Checkout.com"\n', False),
        ('class Host(Enum):\n    CHECKOUT_COM = "api.checkout.com"\n', True),
        ('class Host(Enum):\n    DOMAIN = "checkout.com"\n', True),
        ('class Host:\n    CHECKOUT_COM = "checkout.com"\n', True),
        ('CHECKOUT_COM = "checkout.com"\n', True),
    ],
)
def test_a_member_of_an_enumeration_that_is_called_like_the_company_is_no_host(text: str, expected: bool) -> None:
    assert definition(text).is_anchor is expected


def test_a_call_that_changes_an_object_fills_it() -> None:
    assert definition("JOBS.append(job)").fills == {"JOBS"}
    assert definition("print(job)").fills == set()


def test_a_class_method_that_changes_its_class_fills_it() -> None:
    keeping = "class Jobs:\n    @classmethod\n    def add(cls, name, job):\n        cls.known[name] = job\n"
    assert definition(keeping).fills == {"cls"}


def test_what_is_set_on_an_object_is_a_field_of_it() -> None:
    field = definition("app.state.client = make_client()")
    assert (field.kind, field.name, field.base) == (FIELD, "client", "app")


def test_what_is_no_python_has_no_outline() -> None:
    assert outline(b"def f(:\n") is None


def test_the_bytes_never_deny_an_anchor() -> None:
    for path in sorted(FOLDER.rglob("*.py")):
        data = path.read_bytes()
        found = outline(data)
        is_anchored = found is not None and any(
            d.is_anchor and not any(map(is_key_name, d.mentions)) for d in found.definitions
        )
        assert is_of_checkout(data) or not is_anchored, path


NAMES = {
    "a setting": ("CHECKOUT_SECRET_KEY = ''", True),
    "a variable of the environment": ("os.environ['CHECKOUT_PUBLIC_KEY']", True),
    "the word of Checkout.com's own names": ("cko_secret_key = None", True),
    "the whole name": ("checkoutcom_secret = None", True),
    "the secret of a shop's checkout session": ("def pay(checkout_client_secret): pass", False),
    "its prefix": ("CHECKOUT_CLIENT_SECRET_PREFIX = 'cs_'", False),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES)
def test_whose_a_name_of_a_key_is(text: str, expected: bool) -> None:
    assert is_of_checkout(text.encode()) is expected
