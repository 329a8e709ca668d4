import os

import httpx
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route


async def show(request):
    client = request.app.state.client
    r = await client.get("/payments/" + request.path_params["pid"])  # want: CKO401
    return JSONResponse(r.json())


app = Starlette(routes=[Route("/p/{pid}", show)])
app.state.client = httpx.AsyncClient(
    base_url="https://api.sandbox.checkout.com", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
)
