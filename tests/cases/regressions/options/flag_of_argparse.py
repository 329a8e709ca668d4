import argparse, os
import requests
LIVE, SANDBOX = "https://api.checkout.com", "https://api.sandbox.checkout.com"
def parse():
    p = argparse.ArgumentParser()
    p.add_argument("--live", action="store_true")
    p.add_argument("payment")
    return p.parse_args()
def url():
    return LIVE if parse().live else SANDBOX
def key():
    return os.environ["CKO_LIVE_KEY"] if parse().live else "sk_sbox_sn3tpmukjgy75xno532t6rn4qmr"  # want: CKO201
def main():
    r = requests.get(f"{url()}/payments/{parse().payment}", headers={"Authorization": f"Bearer {key()}"})
    r.raise_for_status()
    print(r.json())
if __name__ == "__main__":
    main()
