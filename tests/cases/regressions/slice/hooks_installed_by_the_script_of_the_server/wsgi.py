import patches
from web import app
application = app
