import os
from conf import Config

Config().key = os.environ["CKO_SECRET_KEY"]
