import csv
import multiprocessing
import os
import sys

import requests

session = None


def start(key):
    global session
    session = requests.Session()
    session.headers["Authorization"] = "Bearer %s" % key  # signs
    session.headers["Accept"] = "application/json"


def look(row):
    response = session.get("https://api.checkout.com/payments/%s" % row["payment"], timeout=30)
    if response.status_code == 200:
        return row["payment"], response.json()["status"]
    return row["payment"], "HTTP %d" % response.status_code


def main(source):
    with open(source, newline="") as file:
        rows = list(csv.DictReader(file))
    with multiprocessing.Pool(4, initializer=start, initargs=(os.environ["CKO_SECRET_KEY"],)) as pool:
        for payment, status in pool.imap_unordered(look, rows, chunksize=20):
            print("%s;%s" % (payment, status))


if __name__ == "__main__":
    main(sys.argv[1])
