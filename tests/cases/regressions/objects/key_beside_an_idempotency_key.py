import uuid, os, requests
def headers(idempotency_key=None, signed=True):
    h = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"} if signed else {}
    if idempotency_key:
        h["Cko-Idempotency-Key"] = idempotency_key
    return h
def pay(body):
    r = requests.post("https://api.checkout.com/payments", json=body, headers=headers(str(uuid.uuid4())))
    r.raise_for_status()
