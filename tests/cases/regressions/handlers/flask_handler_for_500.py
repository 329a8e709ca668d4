import os
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from flask import Flask, jsonify

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()
app = Flask(__name__)


@app.errorhandler(500)
def failed(err):
    app.logger.error("failed: %r", err.original_exception)
    return jsonify(error="payment provider"), 502


@app.get("/payments/<pid>")
def show(pid):
    return jsonify(status=api.payments.get_payment_details(pid).status)
