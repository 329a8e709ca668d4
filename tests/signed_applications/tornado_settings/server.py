import asyncio
import json
import os

import tornado.web
from tornado.httpclient import AsyncHTTPClient, HTTPClientError


class Checkout:
    def __init__(self, base, key):
        self.base, self.key = base, key
        self.http = AsyncHTTPClient(max_clients=20)

    async def fetch(self, path, **options):
        headers = {"Content-Type": "application/json"}
        headers["Authorization"] = f"Bearer {self.key}"  # signs
        response = await self.http.fetch(f"{self.base}{path}", headers=headers, request_timeout=15, **options)
        return json.loads(response.body)


class Base(tornado.web.RequestHandler):
    @property
    def checkout(self):
        return self.settings["checkout"]

    def write_error(self, status_code, **kwargs):
        error = kwargs.get("exc_info", (None, None))[1]
        if isinstance(error, HTTPClientError):
            self.set_status(502)
            self.finish({"provider": error.code})
        else:
            super().write_error(status_code, **kwargs)


class Payment(Base):
    async def get(self, payment_id):
        self.write(await self.checkout.fetch(f"/payments/{payment_id}"))


class Void(Base):
    async def post(self, payment_id):
        self.write(await self.checkout.fetch(f"/payments/{payment_id}/voids", method="POST", body="{}"))


async def main():
    checkout = Checkout("https://api.sandbox.checkout.com", os.environ["CKO_SECRET_KEY"])
    app = tornado.web.Application(
        [(r"/payments/(pay_\w+)", Payment), (r"/payments/(pay_\w+)/void", Void)], checkout=checkout
    )
    app.listen(8888)
    await asyncio.Event().wait()


asyncio.run(main())
