import argparse, requests
def clean(text):
    return text.rstrip("/")
p = argparse.ArgumentParser()
p.add_argument("--url", type=clean, default="https://api.checkout.com/")
p.add_argument("--key", required=True)
p.add_argument("--timeout", type=int, default=10)
args, rest = p.parse_known_args()
s = requests.Session()
s.headers["Authorization"] = f"Bearer {args.key}"
print(s.get(f"{args.url}/workflows", timeout=args.timeout).json())  # want: CKO401
