import logging
import os

from pydantic import SecretStr
from pydantic_settings import BaseSettings

CKO_SECRET_KEY = os.environ["CKO_SECRET_KEY"]
log = logging.getLogger(__name__)


class Settings(BaseSettings):
    cko_secret_key: SecretStr


def tell():
    log.info("key %.8s… of %s", CKO_SECRET_KEY, "us")
    log.info("key %s of %.2s", CKO_SECRET_KEY, "us")  # want: CKO208
    log.info("100 %% of %s", CKO_SECRET_KEY)  # want: CKO208
    print(CKO_SECRET_KEY and "set")
    print(CKO_SECRET_KEY or "not set")  # want: CKO208
    print(f"settings: {Settings().cko_secret_key}")
    print(f"settings: {Settings().cko_secret_key.get_secret_value()}")  # want: CKO208
