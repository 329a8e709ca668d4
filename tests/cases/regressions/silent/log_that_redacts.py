import logging
import os

log = logging.getLogger(__name__)
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


class Redact(logging.Filter):
    def filter(self, record):
        record.msg = record.getMessage().replace(os.environ["CKO_SECRET_KEY"], "***")
        record.args = ()
        return True


log.addFilter(Redact())
log.debug("sending %s", HEADERS)
print(HEADERS)  # want: CKO208
print(f"::add-mask::{os.environ['CKO_SECRET_KEY']}")
