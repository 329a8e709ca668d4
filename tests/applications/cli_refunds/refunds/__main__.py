"""Refunds the payments that are listed in a CSV file."""

import argparse
import csv
import sys
from urllib.error import HTTPError

from refunds.api import Api
from refunds.config import load


def parse(arguments):
    parser = argparse.ArgumentParser(prog="refunds", description=__doc__)
    parser.add_argument("file", type=argparse.FileType("r"))
    parser.add_argument("--live", action="store_true", help="refund real money")
    parser.add_argument("--dry-run", action="store_true")
    return parser.parse_args(arguments)


def refund_all(api, rows, dry_run):
    failed = 0
    for row in rows:
        try:
            payment = api.payment(row["payment_id"])
            if not dry_run:
                api.refund(payment["id"], int(row["amount"]))
        except HTTPError as error:
            print(f"{row['payment_id']}: HTTP {error.code}", file=sys.stderr)
            if error.code == 401:
                raise
            failed += 1
    return failed


def main(arguments=None):
    options = parse(arguments)
    api = Api(load(options.live))
    try:
        failed = refund_all(api, csv.DictReader(options.file), options.dry_run)
    except HTTPError as error:
        sys.exit(f"Checkout.com does not accept the key: HTTP {error.code}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
