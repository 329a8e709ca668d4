"""Clients that a listener of Sanic opens, with the default of a setting."""

import os
import httpx
from sanic import Sanic, json
app = Sanic("shop")
app.config.CKO_TIMEOUT = 3
@app.listener("before_server_start")
async def open_client(app, loop):
    app.ctx.checkout = httpx.AsyncClient(base_url=app.config.get("CKO_URL", "https://api.sandbox.checkout.com"))
@app.main_process_start
async def other(app):
    app.ctx.signed = httpx.AsyncClient(base_url=app.config.get("CKO_URL", "https://api.sandbox.checkout.com"), headers={"Authorization": app.config.get("CKO_SECRET_KEY", "")})
@app.get("/<payment_id>")
async def show(request, payment_id):
    response = await request.app.ctx.checkout.get(f"/payments/{payment_id}")  # want: CKO101
    response.raise_for_status()
    return json(response.json())
@app.get("/a/<payment_id>")
async def shows(request, payment_id):
    response = await request.app.ctx.signed.get(f"/payments/{payment_id}")
    response.raise_for_status()
    return json(response.json())
@app.get("/b/<payment_id>")
async def signs(request, payment_id):
    base = request.app.config.get("CKO_URL", "https://api.checkout.com")
    async with httpx.AsyncClient() as c:
        response = await c.get(f"{base}/payments/{payment_id}", headers={"Authorization": request.app.config.CKO_SECRET_KEY})
        response.raise_for_status()
        response = await c.get(f"{base}/disputes/{payment_id}")  # want: CKO101
        response.raise_for_status()
    return json(response.json())
