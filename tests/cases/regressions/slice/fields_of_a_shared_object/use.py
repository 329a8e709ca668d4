from ctx import ctx


def go(pid):
    return ctx.client.get(ctx.base + "/payments/" + pid).json()  # want: CKO101, CKO401
