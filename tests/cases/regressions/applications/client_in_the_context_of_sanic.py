import os

import httpx
from sanic import Sanic
from sanic.response import json

app = Sanic("shop")


@app.before_server_start
async def setup(app, loop):
    app.ctx.checkout = httpx.AsyncClient(
        base_url="https://api.sandbox.checkout.com", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
    )


@app.get("/p/<pid>")
async def show(request, pid):
    r = await request.app.ctx.checkout.get(f"/payments/{pid}")  # want: CKO401
    return json(r.json())
