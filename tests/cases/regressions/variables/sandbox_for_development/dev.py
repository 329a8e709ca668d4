"""Runs the shop on the sandbox."""
import os
os.environ["CKO_SECRET_KEY"] = "sk_sbox_52xsw2ok6ucukcc7hbuvetaklyt"  # want: CKO201
os.environ["CKO_URL"] = "https://api.sandbox.checkout.com"
import client
def main():
    client.get()
if __name__ == "__main__":
    main()
