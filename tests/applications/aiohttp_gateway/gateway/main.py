from aiohttp import web

from gateway.errors import upstream_errors
from gateway.routes import routes
from gateway.upstream import Upstream


async def upstream(app):
    app["upstream"] = Upstream()
    await app["upstream"].open()
    yield
    await app["upstream"].close()


def make_app():
    app = web.Application(middlewares=[upstream_errors])
    app.cleanup_ctx.append(upstream)
    app.add_routes(routes)
    return app


if __name__ == "__main__":
    web.run_app(make_app())
