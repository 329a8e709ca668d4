import sdk
from checkout_sdk.exception import CheckoutApiException
from core import create_app
from fastapi.responses import JSONResponse

app = create_app()


@app.exception_handler(CheckoutApiException)
async def failed(request, exc):
    return JSONResponse({"error": type(exc).__name__}, status_code=502)


@app.get("/payments/{pid}")
def show(pid: str):
    return sdk.api.payments.get_payment_details(pid).status
