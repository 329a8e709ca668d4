from aiohttp import web

from gateway.upstream import healthy

routes = web.RouteTableDef()


@routes.get("/health")
async def health(request):
    if not await healthy():
        raise web.HTTPServiceUnavailable
    return web.Response(text="ok")


@routes.get("/payments/{payment_id}")
async def payment(request):
    found = await request.app["upstream"].call("GET", f"payments/{request.match_info['payment_id']}")
    return web.json_response({"id": found["id"], "status": found["status"]})


@routes.post("/payments")
async def pay(request):
    made = await request.app["upstream"].call("POST", "payments", json=await request.json())
    return web.json_response({"id": made["id"]}, status=201)
