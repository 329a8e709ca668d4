"""The client that a lifespan of Starlette yields, in an endpoint that is a class."""

import httpx, contextlib
from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint
from starlette.responses import JSONResponse
URL = "https://api.checkout.com"
@contextlib.asynccontextmanager
async def lifespan(app):
    async with httpx.AsyncClient(base_url=URL) as client:
        yield {"client": client}
class Refund(HTTPEndpoint):
    async def post(self, request):
        response = await request.state.client.post(f"/payments/{request.path_params['id']}/refunds")  # want: CKO101
        response.raise_for_status()
        return JSONResponse(response.json(), status_code=202)
