"""Refunds the payments that are named on the command line. Was needed once."""

import sys

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutApiException

api = CheckoutSdk.builder().secret_key("sk_lqhvwz44nyb4hfj7og47upibqbc").build()


def main(payment_ids: list[str]) -> int:
    failed = 0
    for payment_id in payment_ids:
        try:
            print(payment_id, api.payments.refund_payment(payment_id).action_id)
        except CheckoutApiException as error:
            print(payment_id, "failed: HTTP", error.http_metadata.status_code, file=sys.stderr)
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
