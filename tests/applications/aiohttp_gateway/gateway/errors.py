from aiohttp import web


class UpstreamError(Exception):
    def __init__(self, status, request_id):
        super().__init__(f"HTTP {status} ({request_id})")
        self.status = status


@web.middleware
async def upstream_errors(request, handler):
    try:
        return await handler(request)
    except UpstreamError as error:
        request.app.logger.error("upstream: %s", error)
        return web.json_response({"error": "upstream"}, status=502)
