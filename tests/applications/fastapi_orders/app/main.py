import logging

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from app.checkout import CheckoutError
from app.orders import router

log = logging.getLogger(__name__)
app = FastAPI(title="Orders")
app.include_router(router)


@app.exception_handler(CheckoutError)
async def checkout_failed(request: Request, error: CheckoutError) -> JSONResponse:
    log.error("%s %s: %s", request.method, request.url.path, error)
    return JSONResponse({"detail": "payment provider unavailable"}, status_code=502)
