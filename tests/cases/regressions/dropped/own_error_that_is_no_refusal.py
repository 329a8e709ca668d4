import os, time, logging
import requests

log = logging.getLogger(__name__)


class Gone(Exception): ...


def fetch():
    r = requests.get(
        "https://api.checkout.com/events", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
    )
    if r.status_code == 401:
        raise PermissionError("key refused")
    if not r.ok:
        raise Gone(r.status_code)
    return r.json()


def main():
    while True:
        try:
            fetch()
        except Gone:
            time.sleep(5)
            continue
        time.sleep(1)


if __name__ == "__main__":
    main()
