import os
import app
app.config.API_KEY = os.environ["T"]
