import core
import sdk


@core.app.get("/payments/{pid}")
def show(pid: str):
    return sdk.api.payments.get_payment_details(pid).status
