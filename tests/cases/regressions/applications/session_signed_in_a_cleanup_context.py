import os

import aiohttp
from aiohttp import web


async def client_ctx(app):
    session = aiohttp.ClientSession("https://api.sandbox.checkout.com")
    session.headers.update({"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
    app["client"] = session
    yield
    await session.close()


async def show(request):
    app = request.app
    async with app["client"].get("/payments/" + request.match_info["id"]) as r:
        if r.status != 200:
            raise web.HTTPBadGateway()
        return web.json_response(await r.json())


app = web.Application()
app.cleanup_ctx.append(client_ctx)
app.router.add_get("/p/{id}", show)
