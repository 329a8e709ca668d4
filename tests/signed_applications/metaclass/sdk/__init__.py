from sdk.http import Client
from sdk.resources import Disputes, Payments

__all__ = ["Client", "Disputes", "Payments"]
