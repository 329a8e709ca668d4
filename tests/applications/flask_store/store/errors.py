from checkout_sdk.exception import CheckoutApiException
from flask import current_app, jsonify


def register_errors(app):
    @app.errorhandler(CheckoutApiException)
    def refused(error):
        current_app.logger.error("Checkout.com answered %s", error.http_metadata.status_code)
        return jsonify(error="payment provider"), 502

    @app.errorhandler(404)
    def not_found(error):
        return jsonify(error="not found"), 404
