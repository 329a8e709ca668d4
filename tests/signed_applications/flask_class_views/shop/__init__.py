from flask import Flask

from shop.ext import checkout
from shop.views import PaymentView, RefundView


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_prefixed_env("SHOP")
    app.config.update(config or {})
    checkout.init_app(app)
    app.add_url_rule("/payments/<payment_id>", view_func=PaymentView.as_view("payment"))
    app.add_url_rule("/payments/<payment_id>/refunds", view_func=RefundView.as_view("refund"))
    return app
