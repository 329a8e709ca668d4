from typing import Annotated

from fastapi import Depends

from app.checkout import CheckoutClient
from app.settings import Settings, get_settings


def get_checkout(settings: Annotated[Settings, Depends(get_settings)]) -> CheckoutClient:
    return CheckoutClient(settings)


Checkout = Annotated[CheckoutClient, Depends(get_checkout)]
