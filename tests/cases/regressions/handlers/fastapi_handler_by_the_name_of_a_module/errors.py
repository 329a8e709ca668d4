import core
from fastapi.responses import JSONResponse


@core.app.exception_handler(500)
async def failed(request, exc):
    return JSONResponse({"error": type(exc).__name__}, status_code=502)
