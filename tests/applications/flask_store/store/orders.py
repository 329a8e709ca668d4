from flask import Blueprint, jsonify, request

from store.extensions import checkout

orders = Blueprint("orders", __name__)


@orders.post("/<order_id>/pay")
def pay(order_id):
    order = request.get_json()
    payment = checkout.api.payments.request_payment(
        {
            "source": {"type": "token", "token": order["token"]},
            "amount": order["amount"],
            "currency": order["currency"],
            "reference": order_id,
        }
    )
    return jsonify(id=payment.id, approved=payment.approved), 201


@orders.post("/<order_id>/refund/<payment_id>")
def refund(order_id, payment_id):
    payments = checkout.api.payments
    action = payments.refund_payment(payment_id, {"reference": order_id})
    return jsonify(action=action.action_id)
