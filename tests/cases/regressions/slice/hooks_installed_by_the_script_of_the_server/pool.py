import os
import requests
http = requests.Session()
http.headers["Authorization"] = os.environ["T"]
