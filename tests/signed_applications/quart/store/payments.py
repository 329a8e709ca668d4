import aiohttp
from quart import Blueprint, abort, current_app, jsonify, request

blueprint = Blueprint("payments", __name__)


@blueprint.get("/<payment_id>")
async def show(payment_id):
    async with current_app.checkout.get(f"/payments/{payment_id}") as response:
        if response.status != 200:
            abort(502)
        return jsonify(await response.json())


@blueprint.post("/")
async def create():
    order = await request.get_json()
    body = {"source": {"type": "id", "id": order["card"]}, "amount": order["total"], "currency": "USD"}
    async with current_app.checkout.post("/payments", json=body) as response:
        try:
            response.raise_for_status()
        except aiohttp.ClientResponseError as error:
            return jsonify(error=error.status), 502
        return jsonify(await response.json()), 201
