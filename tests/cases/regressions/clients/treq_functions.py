import os, treq
from twisted.internet import defer
@defer.inlineCallbacks
def get(pid):
    response = yield treq.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": [f"Bearer {os.environ['CKO_SECRET_KEY']}"]})
    if response.code != 200:
        raise RuntimeError(response.code)
    data = yield treq.json_content(response)
    return data
async def lost(pid):
    response = await treq.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})  # want: CKO401
    return await treq.json_content(response)
