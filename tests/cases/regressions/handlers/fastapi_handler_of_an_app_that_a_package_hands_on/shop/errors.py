from checkout_sdk.exception import CheckoutApiException
from fastapi.responses import JSONResponse

from shop import app


@app.exception_handler(CheckoutApiException)
async def failed(request, exc):
    return JSONResponse({"error": type(exc).__name__}, status_code=502)
