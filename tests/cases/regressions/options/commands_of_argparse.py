import argparse, requests, os
parser = argparse.ArgumentParser()
parser.add_argument("--env", choices=["sandbox", "live"], default="sandbox")
parser.add_argument("--key", default=os.getenv("CKO_SECRET_KEY"))
sub = parser.add_subparsers(dest="command")
hooks = sub.add_parser("hooks")
hooks.add_argument("--host", default="https://api.checkout.com")
def main():
    args = parser.parse_args()
    if not args.key:
        parser.error("no key")
    url = {"sandbox": "https://api.sandbox.checkout.com", "live": "https://api.checkout.com"}[args.env]
    r = requests.get(f"{url}/workflows", headers={"Authorization": f"Bearer {args.key}"})
    r.raise_for_status()
    r = requests.get(f"{args.host}/reports", headers={"Authorization": "Bearer" + args.key})  # want: CKO102
    r.raise_for_status()
