from client import checkout


def show(pid):
    try:
        return checkout.get_payment(pid)
    except Exception:
        return None
