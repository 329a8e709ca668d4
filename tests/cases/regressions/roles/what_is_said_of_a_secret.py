import os

import hvac
import keyring
from pydantic import Field

CKO_CLIENT_ID = "ack_mw5dnos7nv4eqmkf4xm6upz3ne"
CKO_CLIENT_SECRET_HEADER = "X-Client-Auth-2"
CKO_CLIENT_SECRET_LABEL = "payments2-production"
CKO_CLIENT_SECRET_ENV = "PAYMENTS_OAUTH2_PWD"
cko_client_secret = hvac.Client().read("kv2/payments/production")
cko_client_secret_live = keyring.get_password("payments", "oauth2-production")
cko_client_secret_sandbox: str = Field(alias="payments2_sandbox")

CKO_CLIENT_SECRET_LIVE = "37MBoQIYWD2jZ1a7BmScVUbHte3xJitZU8v"  # want: CKO207
CKO_CLIENT_SECRET_2 = os.getenv("CKO_CLIENT_SECRET_2", "R7MBoQIYWD2jZ1a7BmScVUbHte3xJitZU8v")  # want: CKO207
cko_client_secret_field: str = "not2besaid"
cko_client_secret_sbox: str = Field(default="Y7MBoQIYWD2jZ1a7BmScVUbHte3xJitZU8v")  # want: CKO207
cko_client_secret_old: str = Field("U7MBoQIYWD2jZ1a7BmScVUbHte3xJitZU8v")  # want: CKO207
