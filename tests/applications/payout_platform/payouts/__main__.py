import argparse
import sys

from checkout_sdk.exception import CheckoutException

from payouts.clients import Clients
from payouts.service import PayoutRefused, pay_out, rate


def main():
    parser = argparse.ArgumentParser(prog="payouts")
    parser.add_argument("seller")
    parser.add_argument("amount", type=int)
    parser.add_argument("reference")
    options = parser.parse_args()
    clients = Clients()
    try:
        print(rate(clients, "EUR", "GBP"))
        print(pay_out(clients, options.seller, options.amount, options.reference))
    except (PayoutRefused, CheckoutException) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
