import logging
import os

log = logging.getLogger(__name__)


class OwnRecords(logging.Filter):
    def filter(self, record):
        return record.name.startswith("shop")


log.addFilter(OwnRecords())
log.debug("using %s", os.environ["CKO_SECRET_KEY"])  # want: CKO208
