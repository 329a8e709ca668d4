import checkout
from registry import Jobs, Registry


def charge(amount):
    return Registry.make("checkout", "https://api.checkout.com").charge(amount).json()["id"]


def refund(payment):
    response = Registry.make("checkout", "https://api.checkout.com").refund(payment)
    response.raise_for_status()
    return response.json()["action_id"]


def void(payment):
    return Jobs.known["void"](payment).json()["action_id"]


def capture(payment):
    response = Jobs.known["capture"](payment)
    if not response.ok:
        raise RuntimeError(f"{payment} was not captured: {checkout.__name__} {response.status_code}")
    return response.json()["action_id"]
