from flask import g

from hooks import bp


@bp.get("/<pid>")
def show(pid):
    r = g.unsigned.get(f"https://api.checkout.com/payments/{pid}", timeout=5)  # want: CKO101
    r.raise_for_status()
    return r.json()


@bp.get("/<pid>/actions")
def actions(pid):
    r = g.signed_later.get(f"https://api.checkout.com/payments/{pid}/actions", timeout=5)
    r.raise_for_status()
    return r.json()


@bp.get("/<pid>/own")
def own(pid):
    r = g.own.get(f"https://api.checkout.com/payments/{pid}", timeout=5)
    r.raise_for_status()
    return r.json()


@bp.get("/<pid>/given")
def given(pid):
    r = g.given_away.get(f"https://api.checkout.com/payments/{pid}", timeout=5)
    r.raise_for_status()
    return r.json()
