import os
import sys

import requests

from model import Api, Dispute, Payment

KINDS = {"pay": Payment, "dsp": Dispute}


def main(identifiers):
    api = Api(os.environ["CKO_SECRET_KEY"], live="--live" in sys.argv)
    for identifier in identifiers:
        kind = KINDS[identifier.partition("_")[0]]
        try:
            print(kind.load(api, identifier))
        except requests.HTTPError as error:
            print(identifier, error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main([a for a in sys.argv[1:] if not a.startswith("-")]))
