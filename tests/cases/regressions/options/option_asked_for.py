import argparse, requests
def main(argv=None):
    p = argparse.ArgumentParser()
    p.add_argument("--key")
    p.add_argument("--url", default="https://api.checkout.com")
    a = p.parse_args(argv)
    if a.key is None:
        a.key = input("key: ")
    r = requests.get(f"{a.url}/workflows", headers={"Authorization": f"Bearer {a.key}"})
    r.raise_for_status()
