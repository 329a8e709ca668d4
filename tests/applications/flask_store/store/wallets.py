from checkout_sdk.tokens.tokens import ApplePayTokenData, ApplePayTokenRequest
from flask import Blueprint, jsonify, request

from store.extensions import checkout

wallets = Blueprint("wallets", __name__)


@wallets.post("/apple-pay")
def apple_pay():
    sent = request.get_json()
    wallet = ApplePayTokenRequest()
    wallet.token_data = ApplePayTokenData()
    wallet.token_data.version = sent["version"]
    wallet.token_data.data = sent["data"]
    token = checkout.api.tokens.request_wallet_token(wallet)
    return jsonify(token=token.token)
