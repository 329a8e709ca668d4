from ctx import local


def middleware(get_response):
    def inner(request):
        local.key = request.headers["x-key"]
        return get_response(request)

    return inner
