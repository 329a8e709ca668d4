import os
import client
os.environ["CKO_SECRET_KEY"] = "sk_sbox_52xsw2ok6ucukcc7hbuvetaklyt"  # want: CKO201
def main():
    client.get()
