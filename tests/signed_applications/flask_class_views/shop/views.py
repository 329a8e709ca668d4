from flask import jsonify, request
from flask.views import MethodView

from shop.ext import checkout


class PaymentView(MethodView):
    def get(self, payment_id):
        return jsonify(checkout.call("GET", f"/payments/{payment_id}"))


class RefundView(MethodView):
    def post(self, payment_id):
        body = {"amount": request.json["amount"]} if request.is_json else {}
        return jsonify(checkout.call("POST", f"/payments/{payment_id}/refunds", json=body)), 202
