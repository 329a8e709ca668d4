import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException
from fastapi import Depends, FastAPI
from shop.database import Session

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


def database():
    session = Session()
    try:
        yield session
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()


app = FastAPI()


@app.get("/p/{pid}")
def show(pid: str, session=Depends(database)):
    return {"status": cko.payments.get_payment_details(pid).status}  # want: CKO402
