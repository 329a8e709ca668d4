import os, httplib2
def get():
    h = httplib2.Http(".cache")
    resp, content = h.request("https://api.checkout.com/workflows", "GET", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]})
    if resp.status != 200:
        raise RuntimeError(content)
    return content
def bare():
    resp, content = httplib2.Http().request("https://api.checkout.com/workflows")  # want: CKO101
    if resp["status"] != "200":
        raise RuntimeError(content)
    return content
def unchecked():
    _, content = httplib2.Http().request("https://api.checkout.com/workflows", headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]})  # want: CKO401
    return content
