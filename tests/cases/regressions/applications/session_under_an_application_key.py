import aiohttp
from aiohttp import web

CHECKOUT = web.AppKey("checkout", aiohttp.ClientSession)


async def on_startup(app):
    app[CHECKOUT] = aiohttp.ClientSession("https://api.sandbox.checkout.com", headers={"Accept": "application/json"})


async def show(request):
    async with request.app[CHECKOUT].get("/payments/" + request.match_info["id"]) as r:  # want: CKO101
        r.raise_for_status()
        return web.json_response(await r.json())


app = web.Application()
app.on_startup.append(on_startup)
app.router.add_get("/p/{id}", show)
