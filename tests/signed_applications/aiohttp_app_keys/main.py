import os

from aiohttp import ClientResponseError, ClientSession, ClientTimeout, web

CHECKOUT = web.AppKey("checkout", ClientSession)
routes = web.RouteTableDef()


async def checkout(app):
    headers = {"Accept": "application/json"}
    headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]  # signs
    app[CHECKOUT] = ClientSession(
        "https://api.sandbox.checkout.com", headers=headers, timeout=ClientTimeout(total=20), raise_for_status=True
    )
    yield
    await app[CHECKOUT].close()


@web.middleware
async def errors(request, handler):
    try:
        return await handler(request)
    except ClientResponseError as error:
        request.app.logger.error("checkout answered %s", error.status)
        return web.json_response({"provider": error.status}, status=502)


@routes.get("/payments/{id}")
async def show(request):
    async with request.app[CHECKOUT].get(f"/payments/{request.match_info['id']}") as response:
        return web.json_response(await response.json())


@routes.post("/payments/{id}/void")
async def void(request):
    async with request.app[CHECKOUT].post(f"/payments/{request.match_info['id']}/voids") as response:
        return web.json_response(await response.json(), status=202)


def make():
    app = web.Application(middlewares=[errors])
    app.cleanup_ctx.append(checkout)
    app.add_routes(routes)
    return app


if __name__ == "__main__":
    web.run_app(make())
