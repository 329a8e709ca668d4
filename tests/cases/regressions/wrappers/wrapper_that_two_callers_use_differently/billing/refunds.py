import os

from .transport import send


def _auth() -> dict[str, str]:
    return {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def refund(payment_id: str, amount: int) -> str:
    return send("POST", f"/payments/{payment_id}/refunds", headers=_auth(), json={"amount": amount})["action_id"]


def void(payment_id: str) -> str:
    return send("POST", f"/payments/{payment_id}/voids", headers=_auth())["action_id"]
