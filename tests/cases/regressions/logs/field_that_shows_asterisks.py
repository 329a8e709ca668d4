import logging, os
from pydantic import BaseModel, SecretStr


class CheckoutCredentials(BaseModel):
    secret_key: SecretStr


credentials = CheckoutCredentials(secret_key=os.environ["CKO_SECRET_KEY"])
logging.info("using %s", credentials.secret_key)
