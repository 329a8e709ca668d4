import os

import aiohttp
from sanic import Sanic
from sanic.response import json
from sanic.exceptions import SanicException

app = Sanic("payments")
app.config.CKO_BASE = os.getenv("CKO_BASE", "https://api.sandbox.checkout.com")


@app.listener("before_server_start")
async def open_session(app, loop):
    app.ctx.session = aiohttp.ClientSession(
        app.config.CKO_BASE,
        headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"},  # signs
    )


@app.listener("after_server_stop")
async def close_session(app, loop):
    await app.ctx.session.close()


class Upstream(SanicException):
    status_code = 502


async def ask(request, method, path, body=None):
    async with request.app.ctx.session.request(method, path, json=body) as response:
        if response.status >= 400:
            raise Upstream(f"checkout: {response.status}")
        return await response.json()


@app.get("/payments/<payment_id>")
async def show(request, payment_id):
    return json(await ask(request, "GET", f"/payments/{payment_id}"))


@app.post("/payments/<payment_id>/refunds")
async def refund(request, payment_id):
    return json(await ask(request, "POST", f"/payments/{payment_id}/refunds", request.json), status=202)


if __name__ == "__main__":
    app.run()
