import os

HEADERS = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"], "Content-Type": "application/json"}
URL = "https://api.sandbox.checkout.com/payment-links"


def list_added_to():
    parts = ["curl", URL]
    for name, value in HEADERS.items():
        parts += ["-H", f"{name}: {value}"]
    print(" ".join(parts))  # want: CKO208


def list_appended_to():
    parts = ["curl", URL]
    for name, value in HEADERS.items():
        parts.append(f"{name}: {value}")
    print(" ".join(parts))  # want: CKO208


def generator():
    print(" ".join(f"{name}: {value}" for name, value in HEADERS.items()))  # want: CKO208


def one_by_one():
    for name, value in HEADERS.items():
        print(name, value)  # want: CKO208


def text_added_to():
    cmd = f"curl {URL}"
    for name, value in HEADERS.items():
        cmd += f" -H '{name}: {value}'"
    print(cmd)  # want: CKO208
