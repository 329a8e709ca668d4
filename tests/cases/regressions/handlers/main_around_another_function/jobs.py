from sdk import cko


def other():
    return 1


def show(pid: str):
    return cko.payments.get_payment_details(pid).status  # want: CKO402
