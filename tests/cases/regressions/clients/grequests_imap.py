import os, grequests
def check(ids):
    reqs = (grequests.get(f"https://api.checkout.com/payments/{i}", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}) for i in ids)
    out = []
    for r in grequests.imap(reqs, size=4):
        r.raise_for_status()
        out.append(r.json())
    return out
