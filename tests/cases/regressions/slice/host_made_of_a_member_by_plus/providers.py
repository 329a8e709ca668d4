import enum


class Provider(enum.Enum):
    CHECKOUT_COM = "checkout.com"
    STRIPE = "stripe.com"
