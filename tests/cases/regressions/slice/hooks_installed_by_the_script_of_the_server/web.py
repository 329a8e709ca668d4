from flask import Flask
import pay
app = Flask(__name__)
app.add_url_rule("/p", view_func=pay.go)
