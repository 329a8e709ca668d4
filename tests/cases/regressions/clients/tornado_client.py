"""The client of Tornado, in handlers and elsewhere: it raises unless it is told not to."""

import json, os
from urllib.parse import urljoin
from tornado import web, ioloop, gen
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPClientError, HTTPClient
import tornado.httpclient
BASE = "https://api.sandbox.checkout.com/"
KEY = os.environ["CKO_SECRET_KEY"]
class Show(web.RequestHandler):
    async def get(self, pid):
        client = AsyncHTTPClient()
        r = await client.fetch(BASE + "payments/" + pid, headers={"Authorization": f"Bearer {KEY}"})
        self.write(json.loads(r.body))
    async def delete(self, pid):
        client = AsyncHTTPClient()
        r = await client.fetch(BASE + f"payments/{pid}/voids", method="POST", body="{}")  # want: CKO101
        self.write(json.loads(r.body))
    async def post(self, pid):
        request = HTTPRequest(urljoin(BASE, f"payments/{pid}/refunds"), "POST", body=self.request.body)
        request.headers["Authorization"] = f"Bearer {KEY}"
        r = await AsyncHTTPClient().fetch(request, raise_error=False)  # want: CKO401
        self.write(r.body)
    async def put(self, pid):
        request = HTTPRequest(urljoin(BASE, f"payments/{pid}/captures"), "POST", {"Authorization": f"Bearer {KEY}"}, self.request.body)
        r = await AsyncHTTPClient().fetch(request, raise_error=False)
        if r.error:
            raise web.HTTPError(502)
        self.write(r.body)
    async def patch(self, pid):
        request = HTTPRequest(urljoin(BASE, f"payments/{pid}/captures"), "POST", {"Authorization": f"Bearer {KEY}"}, self.request.body)
        r = await AsyncHTTPClient().fetch(request, raise_error=False)
        r.rethrow()
        self.write(r.body)
    async def options(self, pid):
        request = HTTPRequest(urljoin(BASE, f"payments/{pid}/captures"), "POST", {"Authorization": f"Bearer {KEY}"}, self.request.body)
        r = await AsyncHTTPClient().fetch(request, raise_error=False)
        if r.code == 201:
            self.write(r.body)
        else:
            self.set_status(r.code)
    async def head(self, pid):
        try:
            await AsyncHTTPClient().fetch(BASE + f"payments/{pid}", headers={"Authorization": f"Bearer {KEY}"})  # want: CKO403
        except tornado.httpclient.HTTPError:
            pass
    @gen.coroutine
    def old(self, pid):
        r = yield AsyncHTTPClient().fetch(BASE + f"payments/{pid}")  # want: CKO101
        raise gen.Return(r.body)
def sync(pid):
    client = HTTPClient()
    try:
        return json.loads(client.fetch(f"{BASE}payments/{pid}", headers={"Authorization": KEY, "Accept": "x"}).body)
    except HTTPClientError as e:
        raise RuntimeError(e.code) from e
    finally:
        client.close()
def insecure(pid):
    return HTTPClient().fetch(f"{BASE}payments/{pid}", validate_cert=False, headers={"Authorization": f"Bearer {KEY}"}).body  # want: CKO305
async def unknown(req):
    await AsyncHTTPClient().fetch(req)
async def several(ids):
    client = AsyncHTTPClient()
    return await gen.multi([client.fetch(f"{BASE}payments/{i}", headers={"Authorization": f"Bearer {KEY}"}) for i in ids])
